package planted.supply.matching;

import planted.base.db.Tables;

record JudgesByTable(Tables tables) {}
