package dev.aisle.edge.connectpage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One step of a flow: what to enter, and what may be done with it.
///
/// @param slug the platform's
/// @param problem what was wrong with the last try
public record Form(
        String slug,
        String title,
        String lead,
        @Nullable String problem,
        List<Field> fields,
        List<Button> buttons,
        boolean canBeCancelled) {

    Form(String slug, String title, String lead, @Nullable String problem, List<Field> fields, List<Button> buttons) {
        this(slug, title, lead, problem, fields, buttons, true);
    }

    /// Something to enter.
    ///
    /// @param type of the input element; `hidden` is not shown
    /// @param choices to choose the value from; empty where it is written
    public record Field(
            String name, String label, String type, String value, String hint, boolean required, List<Choice> choices) {

        public Field {
            choices = List.copyOf(choices);
        }

        Field(String name, String label, String type, String value, String hint, boolean required) {
            this(name, label, type, value, hint, required, List.of());
        }

        static Field chosen(
                String name, String label, String value, String hint, boolean required, List<Choice> choices) {
            return new Field(name, label, "select", value, hint, required, choices);
        }

        /// The type of what is shown to be copied, and cannot be changed.
        static final String FIXED = "fixed";

        /// The type that the browser knows.
        public String inputType() {
            return fixed() ? "text" : type;
        }

        public boolean fixed() {
            return type.equals(FIXED);
        }

        static Field hidden(String name, String value) {
            return new Field(name, "", "hidden", value, "", false);
        }
    }

    /// One of the values of a field.
    public record Choice(String value, String label) {}

    /// Whether a file can be chosen in it.
    public boolean hasFile() {
        return fields.stream().anyMatch(it -> it.type().equals("file"));
    }

    /// Something to press.
    ///
    /// @param way what the flow is told
    /// @param skipsFields whether it may be pressed with nothing entered
    public record Button(String way, String label, boolean main, boolean skipsFields) {}

    Form with(String newProblem) {
        return new Form(slug, title, lead, newProblem, fields, buttons, canBeCancelled);
    }

    /// A form about what is connected already: leaving it takes nothing back.
    Form ofConnected() {
        return new Form(slug, title, lead, problem, fields, buttons, false);
    }
}
