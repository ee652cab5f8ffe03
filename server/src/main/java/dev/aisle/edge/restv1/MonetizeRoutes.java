package dev.aisle.edge.restv1;

import dev.aisle.catalog.answer.Context;
import dev.aisle.market.product.Offer;
import dev.aisle.market.product.Product;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A store's page in, the offers of its product out, with buy links, the ones that bring most first.
final class MonetizeRoutes {

    private final ProductRoutes products;
    private final ProductForm form;
    private final CommissionForm commissions;

    MonetizeRoutes(ProductRoutes products, ProductForm form, CommissionForm commissions) {
        this.products = products;
        this.form = form;
        this.commissions = commissions;
    }

    /// @param net hundredths of a percent; 0 where nothing is known
    private record Earning(Offer offer, int net) {}

    Object monetize(Call call) {
        String said = call.bodyText("url").orElseThrow(() -> Rejected.missing("body", "url"));
        Context context = LocaleReader.ofBody(call);
        Product product = products.ofPage(said, ProductRoutes.url(said), ProductRoutes.LARGEST_STALENESS_HOURS);
        List<Map<String, Object>> offers = product.offers().stream()
                .map(it -> new Earning(it, commissions.of(it, context).orElse(0)))
                .sorted(Comparator.comparingInt((Earning it) -> -it.net())
                        .thenComparing(it -> !it.offer().availability().canBeOrdered())
                        .thenComparing(it -> it.offer().price().currency())
                        .thenComparingLong(it -> it.offer().price().amount()))
                .map(it -> written(product, it, call))
                .toList();
        return Map.of("offers", offers);
    }

    private Map<String, Object> written(Product product, Earning earning, Call call) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("domain", earning.offer().merchant().domain());
        out.put("url", form.link(product, earning.offer(), call));
        if (earning.net() > 0) {
            out.put("max_commission_rate", CommissionForm.fraction(earning.net()));
        }
        return out;
    }
}
