package dev.aisle.edge.restv1;

import dev.aisle.base.ids.Base62;
import dev.aisle.edge.catalogapi.Known;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.merchant.Merchants;
import dev.aisle.market.taxonomy.Brand;
import dev.aisle.market.taxonomy.BrandId;
import dev.aisle.market.taxonomy.Brands;
import dev.aisle.market.taxonomy.Category;
import dev.aisle.market.taxonomy.Taxonomy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Brands, categories and websites.
final class MarketRoutes {

    private static final int LARGEST_PAGE = 100;
    private static final int USUAL_PAGE = 20;
    private static final int MOST_FOUND = 20;
    private static final int USUALLY_FOUND = 5;
    private static final int NEAREST = 3;
    private static final int BRAND_ID = 4;

    private final Brands brands;
    private final Taxonomy taxonomy;
    private final Merchants merchants;
    private final Known<MerchantId> websites;
    private final ProductForm form;
    private final BrandForm brandForm;
    private final CommissionForm commissions;
    private final CategoryAttributes attributes;

    MarketRoutes(
            Brands brands,
            Taxonomy taxonomy,
            Merchants merchants,
            Known<MerchantId> websites,
            ProductForm form,
            BrandForm brandForm,
            CommissionForm commissions,
            CategoryAttributes attributes) {
        this.attributes = attributes;
        this.brands = brands;
        this.taxonomy = taxonomy;
        this.merchants = merchants;
        this.websites = websites;
        this.form = form;
        this.brandForm = brandForm;
        this.commissions = commissions;
    }

    Object brands(Call call) {
        int limit = call.number("limit", USUAL_PAGE, 1, LARGEST_PAGE);
        Optional<String> cursor = call.parameter("cursor");
        if (cursor.filter(it -> it.length() != BRAND_ID || !Base62.isBase62(it)).isPresent()) {
            throw Rejected.field(
                    "send the next_cursor of the page before, or none to start over", "value_error", "query", "cursor");
        }
        List<Brand> page = brands.page(cursor.map(BrandId::new), limit + 1);
        List<Brand> shown = page.subList(0, Math.min(limit, page.size()));
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("items", form(shown, call));
        out.put("next_cursor", page.size() > limit ? shown.getLast().id().value() : null);
        return out;
    }

    Object brandSearch(Call call) {
        String query = call.parameter("query").orElseThrow(() -> Rejected.missing("query", "query"));
        int limit = call.number("limit", USUALLY_FOUND, 1, MOST_FOUND);
        return Map.of("brands", form(brands.search(query, limit), call));
    }

    Object brand(Call call) {
        String id = call.variable("brand_id");
        return brands.find(id)
                .<Object>map(brand -> form(List.of(brand), call).getFirst())
                .orElseThrow(() -> Rejected.of(404, "No brand found matching '" + id + "'"));
    }

    Object categories(Call call) {
        boolean roots = call.yes("roots_only");
        int page = call.number("page", 1, 1, Integer.MAX_VALUE);
        int size = call.number("page_size", USUAL_PAGE, 1, LARGEST_PAGE);
        List<Category> all = roots
                ? taxonomy.roots()
                : taxonomy.all().stream()
                        .sorted((one, other) -> Boolean.compare(other.isRoot(), one.isRoot()))
                        .toList();
        int from = (int) Math.min(all.size(), (long) (page - 1) * size);
        return Map.of(
                "items",
                all.subList(from, Math.min(all.size(), from + size)).stream()
                        .map(form::summary)
                        .toList(),
                "page",
                page,
                "page_size",
                size,
                "total",
                all.size());
    }

    Object categorySearch(Call call) {
        String query = call.parameter("query").orElseThrow(() -> Rejected.missing("query", "query"));
        int limit = call.number("limit", USUALLY_FOUND, 1, MOST_FOUND);
        return Map.of(
                "categories",
                taxonomy.nearest(query, limit).stream().map(form::summary).toList());
    }

    Object category(Call call) {
        String slug = call.variable("slug");
        Category category = taxonomy.find(slug)
                .orElseThrow(() -> Rejected.of(
                        404,
                        "No category found matching '" + slug + "'"
                                + Remarks.nearest(taxonomy.nearest(slug, NEAREST).stream()
                                        .map(Category::slug)
                                        .toList())));
        Map<String, Object> out = new LinkedHashMap<>(form.summary(category));
        out.put(
                "children",
                taxonomy.children(category.slug()).stream()
                        .map(ProductForm::reference)
                        .toList());
        out.put("attributes", attributes.of(category.slug()));
        return out;
    }

    /// The website, or nothing, which is sent as null.
    Optional<Object> website(Call call) {
        String query = call.parameter("query").orElseThrow(() -> Rejected.missing("query", "query"));
        Optional<String> country = LocaleReader.ofQuery(call).country();
        return websites.find(query).flatMap(merchants::find).map(it -> website(it, country));
    }

    private Object website(Merchant merchant, Optional<String> country) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", merchant.id().value());
        out.put("url", merchant.home().toString());
        commissions
                .best(merchant.id(), country)
                .ifPresent(net -> out.put("best_commission_rate", CommissionForm.percent(net)));
        return out;
    }

    private List<Map<String, Object>> form(List<Brand> shown, Call call) {
        return brandForm.write(shown, LocaleReader.ofQuery(call).country());
    }
}
