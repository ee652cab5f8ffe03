package dev.aisle.catalog.answer;

/// The cursor is not one of ours, belongs to another question, or is too old.
public final class BadCursor extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadCursor(String reason) {
        super(reason, null, false, false);
    }
}
