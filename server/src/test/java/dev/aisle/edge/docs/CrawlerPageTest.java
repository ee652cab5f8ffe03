package dev.aisle.edge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.edge.HttpEdge;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrawlerPageTest {

    @Test
    void aShopsOwnerReadsHowToSayNo() throws Exception {
        CrawlerPage page = new CrawlerPage("KindBot", "KindBot/2 (+<here>)", 2);
        try (HttpEdge edge = HttpEdge.start("127.0.0.1", 0, () -> true, List.of(page));
                HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + "/docs/crawler"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(answer.body())
                    .contains("User-agent: KindBot", "KindBot/2 (+&lt;here&gt;)", "at most 2 requests a second")
                    .doesNotContain("{{");
        }
    }
}
