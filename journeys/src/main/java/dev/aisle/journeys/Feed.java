package dev.aisle.journeys;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/// A feed file, fetched as an outlet does.
final class Feed {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Feed() {}

    /// What is in it, unpacked where it is packed; empty where there is none.
    static String text(URI url) {
        try {
            var answer = HTTP.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
            byte[] body = answer.statusCode() == 200 ? answer.body() : new byte[0];
            if (url.getPath().endsWith(".gz") && body.length > 0) {
                body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
            }
            return new String(body, StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new IllegalStateException("no feed at " + url.getPath(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
