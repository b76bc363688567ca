import { type IncomingHttpHeaders, request } from 'node:http';

/** An answer that came whole. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Posts JSON on a connection of its own. Rejects where the connection ends before the answer is whole. */
export function post(url: string, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', headers, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
      answer.on('close', () => reject(new Error('The answer was cut.')));
    });
    sent.on('error', reject);
    sent.on('close', () => reject(new Error('The connection was cut.')));
    sent.end(body);
  });
}
