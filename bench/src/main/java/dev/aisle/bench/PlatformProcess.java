package dev.aisle.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A platform's simulator of the sample street as a process of its own.
final class PlatformProcess implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final URI origin;

    private PlatformProcess(Process process, URI origin) {
        this.process = process;
        this.origin = origin;
    }

    static PlatformProcess start(String platform, int goods) throws IOException {
        Path jar = ServerProcess.launcher().resolveSibling("devshops/target/aisle-devshops.jar");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java, "-cp", jar.toString(), "dev.aisle.devshops.Platforms", platform + ":0:" + goods)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("platform ready")) {
                return new PlatformProcess(process, URI.create(line.substring(line.indexOf("http://"))));
            }
        }
        throw new IllegalStateException("the simulator of " + platform + " did not start");
    }

    URI origin() {
        return origin;
    }

    /// Its units, each a line of [#get] `/__goods`, in columns.
    List<String[]> units() throws IOException, InterruptedException {
        return get("/__goods").lines().map(line -> line.split("\t", -1)).toList();
    }

    Map<String, String> key() throws IOException, InterruptedException {
        String key = post("/__office/key").strip();
        Map<String, String> pairs = new TreeMap<>();
        for (String pair : key.replace(" ", "&").split("&", -1)) {
            int equals = pair.indexOf('=');
            pairs.put(
                    equals < 0 ? "part" + pairs.size() : pair.substring(0, equals),
                    URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return pairs;
    }

    String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(origin.resolve(path)).build());
    }

    String post(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(origin.resolve(path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private static String send(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
