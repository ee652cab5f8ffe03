package dev.aisle.edge.docs;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// The two shops of the pages' examples, on loopback: one of kettles and shirts, one that sells a kettle for less.
final class SampleShops implements AutoCloseable {

    private static final String PRODUCT = """
            <html><head><title>%1$s</title><script type="application/ld+json">
            {"@context":"https://schema.org","@type":"Product","name":"%1$s","sku":"%2$s","gtin13":"%3$s",
             "brand":{"@type":"Brand","name":"Ember"},"image":"https://img.example/%2$s.jpg","category":"%6$s",
             "description":"%7$s",
             "offers":{"@type":"Offer","price":"%4$s","priceCurrency":"USD","itemCondition":"https://schema.org/NewCondition",
                       "availability":"https://schema.org/%5$s"}}
            </script></head><body><h1>%1$s</h1></body></html>
            """;

    private static final String SHIRT = """
            <html><head><title>Alder Linen Shirt</title><script type="application/ld+json">
            {"@context":"https://schema.org","@type":"ProductGroup","name":"Alder Linen Shirt","productGroupID":"ALS",
             "brand":{"@type":"Brand","name":"Alder"},"category":"Clothing > Shirts","variesBy":["https://schema.org/size"],
             "description":"Washed linen, cut wide.","url":"SHOP/shirt",
             "hasVariant":[
              {"@type":"Product","sku":"ALS-S","name":"Alder Linen Shirt","size":"S","url":"SHOP/shirt?size=S",
               "offers":{"@type":"Offer","price":"59.00","priceCurrency":"USD","availability":"https://schema.org/InStock"}},
              {"@type":"Product","sku":"ALS-M","name":"Alder Linen Shirt","size":"M","url":"SHOP/shirt?size=M",
               "offers":{"@type":"Offer","price":"59.00","priceCurrency":"USD","availability":"https://schema.org/InStock"}},
              {"@type":"Product","sku":"ALS-L","name":"Alder Linen Shirt","size":"L","url":"SHOP/shirt?size=L",
               "offers":{"@type":"Offer","price":"59.00","priceCurrency":"USD","availability":"https://schema.org/OutOfStock"}}]}
            </script></head><body><h1>Alder Linen Shirt</h1></body></html>
            """;

    private final List<HttpServer> servers;

    /// By the names that the pages give them; the last is not a shop but a partner, who is called with webhooks.
    final Map<String, String> domains = new LinkedHashMap<>();

    final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

    /// A call of a webhook.
    record Delivery(Map<String, List<String>> headers, String body) {

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(it -> it.getKey().equalsIgnoreCase(name))
                    .flatMap(it -> it.getValue().stream())
                    .findFirst()
                    .orElse("");
        }
    }

    private SampleShops(List<HttpServer> servers) {
        this.servers = servers;
    }

    static SampleShops open() throws IOException {
        HttpServer first = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        HttpServer second = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        HttpServer partner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SampleShops shops = new SampleShops(List.of(first, second, partner));
        shops.domains.put("shop.example.com", "127.0.0.1:" + first.getAddress().getPort());
        shops.domains.put(
                "market.example.net", "127.0.0.1:" + second.getAddress().getPort());
        shops.domains.put(
                "hooks.partner.example", "127.0.0.1:" + partner.getAddress().getPort());
        partner.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            shops.deliveries.add(new Delivery(Map.copyOf(exchange.getRequestHeaders()), body));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        String kettle = "Pours in a thin stream.\\n• Gooseneck spout\\n• Holds 0.9 l";
        String kettles = "Kitchen > Electric Kettles";
        serve(
                first,
                "/kettle",
                PRODUCT.formatted(
                        "Ember Gooseneck Kettle", "EK-09", "4006381333931", "79.50", "InStock", kettles, kettle));
        serve(
                first,
                "/travel-kettle",
                PRODUCT.formatted(
                        "Ember Travel Kettle", "EK-04", "4006381333948", "45.00", "InStock", kettles, "Folds flat."));
        serve(
                first,
                "/samovar",
                PRODUCT.formatted(
                        "Ember Samovar Kettle", "EK-30", "4006381333955", "199.00", "OutOfStock", kettles, "Brass."));
        serve(
                first,
                "/shirt",
                SHIRT.replace("SHOP", "http://127.0.0.1:" + first.getAddress().getPort()));
        serve(first, "/about", "<html><body><h1>About us</h1><p>We like tea.</p></body></html>");
        serve(
                second,
                "/ember-kettle",
                PRODUCT.formatted(
                        "Ember Gooseneck Kettle", "900123", "4006381333931", "74.90", "InStock", kettles, kettle));
        sitemap(first, "/kettle", "/travel-kettle", "/samovar", "/shirt");
        sitemap(second, "/ember-kettle");
        first.start();
        second.start();
        partner.start();
        return shops;
    }

    private static void sitemap(HttpServer shop, String... pages) {
        String origin = "http://127.0.0.1:" + shop.getAddress().getPort();
        StringBuilder urls = new StringBuilder();
        for (String page : pages) {
            urls.append("<url><loc>").append(origin).append(page).append("</loc></url>");
        }
        serve(shop, "/robots.txt", "User-agent: *\nSitemap: " + origin + "/sitemap.xml\n");
        serve(
                shop,
                "/sitemap.xml",
                "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">" + urls + "</urlset>");
    }

    private static void serve(HttpServer shop, String path, String body) {
        shop.createContext(path, exchange -> {
            boolean there = exchange.getRequestURI().getPath().equals(path);
            byte[] bytes = (there ? body : "not here").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set(
                            "Content-Type",
                            path.endsWith(".xml")
                                    ? "application/xml"
                                    : path.endsWith(".txt") ? "text/plain" : "text/html; charset=utf-8");
            exchange.sendResponseHeaders(there ? 200 : 404, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @Override
    public void close() {
        servers.forEach(it -> it.stop(0));
    }
}
