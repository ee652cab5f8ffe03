// The official TypeScript client: it holds every structured answer against the tool's output schema.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [url, questions] = process.argv.slice(2);
const client = new Client({ name: 'aisle-journey', version: '0' });
await client.connect(new StreamableHTTPClientTransport(new URL(url)));
await client.listTools();
const answers = [];
for (const [name, catalog] of JSON.parse(questions)) {
  try {
    const answer = await client.callTool({ name, arguments: { meta: null, catalog } });
    answers.push({ tool: name, answer: answer.structuredContent });
  } catch (error) {
    answers.push({ tool: name, refused: error.code, message: error.message });
  }
}
await client.close();
console.log(JSON.stringify(answers));
