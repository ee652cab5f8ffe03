package planted.supply.matching;

import tools.jackson.databind.JsonNode;

record ReadsATree(JsonNode tree) {}
