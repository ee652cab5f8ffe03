package dev.aisle.command;

import dev.aisle.Wiring;
import dev.aisle.base.problem.Problem;
import dev.aisle.supply.Explainer;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `./aisle explain WHAT`: why a page, a listing or a product is as it is, from what each step kept of its reasons.
@Command(
        name = "explain",
        description = "Why a shop's page, a listing or a product is as it is.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    @Parameters(paramLabel = "WHAT", description = "a page's URL, a product id, a variant id, or an offer's ULID")
    private String what = "";

    @Mixin
    private final Installation installation = new Installation();

    @Mixin
    private final Printer printer = new Printer();

    @Override
    public Integer call() {
        Explainer.Explanation explanation = installation.with(this::explained);
        if (explanation.lines().isEmpty() && explanation.absences().isEmpty()) {
            throw Problem.of(
                    Problem.Code.NOT_FOUND,
                    "Nothing is known of '" + what + "'. Give a page's URL, a product id or a variant id.");
        }
        if (printer.isJson()) {
            printer.print(Map.of("explained", what, "lines", explanation.lines(), "absences", explanation.absences()));
        }
        explanation.lines().forEach(printer::say);
        explanation.absences().forEach(printer::say);
        return 0;
    }

    private Explainer.Explanation explained(Wiring wiring) {
        try {
            return wiring.explainer().explain(what);
        } catch (IllegalArgumentException broken) {
            throw Problem.of(Problem.Code.INVALID, "'" + what + "' is not a URL.");
        }
    }
}
