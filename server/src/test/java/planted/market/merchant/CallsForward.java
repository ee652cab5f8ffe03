package planted.market.merchant;

import planted.market.product.Later;

record CallsForward(Later later) {}
