package planted.partner;

import planted.catalog.UsesSupply;

record UsesCatalog(UsesSupply catalog) {}
