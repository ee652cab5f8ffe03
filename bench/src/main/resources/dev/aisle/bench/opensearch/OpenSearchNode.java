import java.nio.file.Path;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/// Started from its source, on a class path of its own: one node on loopback, until the process is ended.
class OpenSearchNode {

    /// `FOLDER PORT`
    public static void main(String[] arguments) throws Exception {
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.onBuild((number, settings) -> {
            settings.put("http.port", arguments[1]);
            settings.put("network.host", "127.0.0.1");
            settings.put("discovery.type", "single-node");
            settings.put("indices.requests.cache.size", "10%");
            settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                runner.close();
            } catch (Exception ended) {
                ended.printStackTrace();
            }
        }));
        runner.build(OpenSearchRunner.newConfigs()
                .basePath(Path.of(arguments[0]).toString())
                .clusterName("aisle-bench")
                .numOfNode(1));
        runner.ensureYellow();
        System.err.println("opensearch ready");
        Thread.sleep(Long.MAX_VALUE);
    }
}
