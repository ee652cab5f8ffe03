package dev.aisle.edge.connectpage;

import dev.aisle.market.merchant.Platform;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The steps that connect one platform.
interface Flow {

    Platform platform();

    /// The first step.
    Form form(Visit visit);

    /// What was entered in a step; `way` is the button that was pressed.
    Step submit(Visit visit, Map<String, String> fields);

    /// The same with a file that comes with it, to be read at once or not at all.
    default Step submit(Visit visit, Map<String, String> fields, Optional<InputStream> file) {
        return submit(visit, fields);
    }

    /// The browser came back from the platform with that query.
    default Step returned(Visit visit, Map<String, String> query) {
        return new Step.Again("platform_error");
    }

    /// What more can be done with a connection that stands than to make it anew or to end it.
    default List<Form.Button> more(Visit visit) {
        return List.of();
    }

    /// What follows.
    sealed interface Step {

        record Show(Form form) implements Step {}

        /// The first step again, at its own address, with what went wrong; a code of the message files.
        record Again(String problem) implements Step {}

        /// The flow's form at its own address, where it is one step on by now.
        record Onward() implements Step {}

        /// The browser goes to the platform.
        record Leave(URI to) implements Step {}

        /// The platform's own call is still to come.
        record Wait() implements Step {}

        record Connected() implements Step {}
    }
}
