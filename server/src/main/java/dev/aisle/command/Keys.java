package dev.aisle.command;

import dev.aisle.base.ids.ApiKey;
import dev.aisle.base.problem.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Keys of partners and vendors: which of them is meant, and what is told when one is issued or stopped.
final class Keys {

    @Option(names = "--last4", paramLabel = "LAST4", description = "only the key that ends so (default: every key)")
    private @Nullable String last4;

    Optional<String> last4() {
        return Optional.ofNullable(last4);
    }

    /// @param owner what the id is of, such as `partner_id`
    static void printIssued(Printer printer, String owner, String id, ApiKey key) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(owner, id);
        fields.put("key", key.value());
        printer.print(fields);
        printer.say("The key is shown this once. Keep it on a server, never in a browser or an app.");
    }

    /// Says how many were stopped; none is a mistake.
    static int printRevoked(Printer printer, int stopped) {
        if (stopped == 0) {
            throw Problem.of(
                    Problem.Code.NOT_FOUND, "No working key matched; a key ends in the four characters of --last4.");
        }
        printer.print(Map.of("revoked", stopped));
        return 0;
    }
}
