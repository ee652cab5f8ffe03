// Vercel's AI SDK as an agent framework uses it.
import { createMCPClient } from '@ai-sdk/mcp';

const [url, questions] = process.argv.slice(2);
const client = await createMCPClient({ transport: { type: 'http', url } });
const tools = await client.tools();
const answers = [];
for (const [name, catalog] of JSON.parse(questions)) {
  const answer = await tools[name].execute({ meta: null, catalog }, { messages: [], toolCallId: '1' });
  answers.push({ tool: name, answer: answer.structuredContent });
}
await client.close();
console.log(JSON.stringify(answers));
