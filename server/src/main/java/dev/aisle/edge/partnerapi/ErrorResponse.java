package dev.aisle.edge.partnerapi;

import dev.aisle.base.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/// The one error body: `detail` is text, or a list of [Fault] where fields are wrong.
record ErrorResponse(Object detail) {

    /// One wrong field.
    record Fault(String type, List<String> loc, String msg, Object input) {}

    static ErrorResponse of(Problem problem) {
        if (problem.fields().isEmpty()) {
            return new ErrorResponse(problem.text());
        }
        List<Fault> faults = new ArrayList<>();
        problem.fields()
                .forEach(field -> faults.add(new Fault(field.type(), field.path(), field.message(), field.rejected())));
        return new ErrorResponse(faults);
    }
}
