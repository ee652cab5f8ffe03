package dev.aisle.partner.destination;

import dev.aisle.partner.destination.FeedField.Check;
import dev.aisle.partner.destination.FeedField.Objection;
import dev.aisle.partner.destination.FeedField.Weight;
import dev.aisle.partner.destination.ItemFault.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds items against a destination's fields before they are sent. What would be refused is left out, what
/// would only be ignored is dropped, and both are told.
public final class Preflight {

    private final List<FeedField> fields;
    private final String idField;

    /// @param fields of the destination; the first is the item's id
    public Preflight(List<FeedField> fields) {
        this.fields = List.copyOf(fields);
        this.idField = fields.getFirst().name();
    }

    /// What may be sent of an item, and what was found in it.
    ///
    /// @param passed the item without the fields that were dropped; nothing where it must not be sent
    public record Checked(Optional<FeedItem> passed, List<ItemFault> faults) {}

    public Checked check(FeedItem item, Occasion occasion) {
        List<ItemFault> faults = null;
        for (FeedField field : fields) {
            ItemFault fault = fault(field, item, occasion);
            if (fault != null) {
                faults = faults == null ? new ArrayList<>() : faults;
                faults.add(fault);
            }
        }
        if (faults == null) {
            return new Checked(Optional.of(item), List.of());
        }
        FeedItem passed = item;
        for (ItemFault fault : faults) {
            switch (fault.outcome()) {
                case LEFT_OUT -> {
                    return new Checked(Optional.empty(), faults);
                }
                case FIELD_DROPPED -> passed = passed.without(fault.field());
                case ADVICE -> {}
            }
        }
        return new Checked(Optional.of(passed), faults);
    }

    private @Nullable ItemFault fault(FeedField field, FeedItem item, Occasion occasion) {
        FeedValue value = item.get(field.name());
        if (value == null) {
            return field.needed().test(item)
                    ? new ItemFault(
                            field.missingRule(),
                            item.said(idField),
                            field.name(),
                            field.source(),
                            Outcome.LEFT_OUT,
                            field.name() + " is missing: " + field.whenMissing() + ".")
                    : null;
        }
        for (Check check : field.checks()) {
            Optional<Objection> objection = check.look(value, item, occasion);
            if (objection.isPresent()) {
                return new ItemFault(
                        objection.get().rule(),
                        item.said(idField),
                        field.name(),
                        field.source(),
                        outcome(field, objection.get()),
                        field.name() + " " + objection.get().change() + ".");
            }
        }
        return null;
    }

    private static Outcome outcome(FeedField field, Objection objection) {
        if (objection.advice()) {
            return Outcome.ADVICE;
        }
        return field.weight() == Weight.DECISIVE ? Outcome.LEFT_OUT : Outcome.FIELD_DROPPED;
    }
}
