package dev.aisle.edge.restv1;

import dev.aisle.catalog.index.Measure;
import dev.aisle.catalog.index.Measures;
import dev.aisle.market.product.Offer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How large an offer is, in the units the caller wants, else in the merchant's own.
final class MeasureForm {

    private static final List<String> LENGTHS = List.of("mm", "cm", "m", "in", "ft");
    private static final List<String> WEIGHTS = List.of("mg", "g", "kg", "oz", "lb");
    private static final MathContext DIGITS = new MathContext(6);

    private final Optional<String> length;
    private final Optional<String> weight;

    private MeasureForm(Optional<String> length, Optional<String> weight) {
        this.length = length;
        this.weight = weight;
    }

    /// The units of the call: what its own fields say goes before its headers.
    static MeasureForm of(Call call) {
        return new MeasureForm(unit("length_unit", LENGTHS, call), unit("weight_unit", WEIGHTS, call));
    }

    static List<String> units(Measure measure) {
        return measure == Measure.WEIGHT ? WEIGHTS : LENGTHS;
    }

    static boolean isUnit(Measure measure, String unit) {
        return units(measure).contains(unit);
    }

    /// Null where the offer says none.
    @Nullable
    Map<String, @Nullable Object> write(Offer offer) {
        Measures measures = Measures.of(offer.listing());
        if (measures.areUnknown()) {
            return null;
        }
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        for (Measure measure : Measure.values()) {
            out.put(
                    measure.name().toLowerCase(Locale.ROOT),
                    measures.said(measure).map(said -> written(measure, said)).orElse(null));
        }
        return out;
    }

    private Map<String, Object> written(Measure measure, Measures.Said said) {
        String unit = (measure == Measure.WEIGHT ? weight : length).orElse(said.unit());
        double factor = Measures.factor(measure, said.unit()).orElseThrow()
                / Measures.factor(measure, unit).orElseThrow();
        BigDecimal number =
                BigDecimal.valueOf(said.number() * factor).round(DIGITS).stripTrailingZeros();
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("number", number.scale() < 0 ? number.setScale(0) : number);
        out.put("unit", unit);
        return out;
    }

    private static Optional<String> unit(String name, List<String> permitted, Call call) {
        Optional<String> unit = LocaleReader.text(call.body().path("config"), "config", name)
                .or(() -> call.parameter(name))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .or(() -> Optional.ofNullable(call.locale().get(name)))
                .map(it -> it.toLowerCase(Locale.ROOT));
        if (unit.filter(it -> !permitted.contains(it)).isPresent()) {
            throw Rejected.field(
                    "value is not a valid enumeration member; permitted: " + String.join(", ", permitted),
                    "type_error.enum",
                    "config",
                    name);
        }
        return unit;
    }
}
