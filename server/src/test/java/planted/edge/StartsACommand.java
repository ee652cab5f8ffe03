package planted.edge;

import planted.command.Commands;

record StartsACommand(Commands commands) {}
