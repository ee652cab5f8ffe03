package dev.aisle.catalog.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.aisle.market.listing.Availability;
import dev.aisle.market.listing.Condition;
import dev.aisle.market.merchant.MerchantId;
import dev.aisle.market.product.Product;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;

/// What filters ask of a product's offers, a fixed number of bytes an offer, read in place. The offers are
/// numbered in the order of their ids.
public final class OfferFacts {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int AMOUNT = 0;
    private static final int PAGE = 8;
    private static final int MERCHANT = 16;
    private static final int CURRENCY = 20;
    private static final int COUNTRY = 22;
    private static final int STATE = 24;
    private static final int SIZE = 25;

    private static final Availability[] AVAILABILITIES = Availability.values();
    private static final Condition[] CONDITIONS = Condition.values();
    private static final int CONDITION_SHIFT = 4;
    private static final int CONDITION_MASK = 3;
    private static final int REDUCED = 1 << 6;

    private final byte[] bytes;
    private final int offset;
    private final int count;
    private final byte[] measures;

    /// Reads what [#pack] wrote, from a part of an array that must not change meanwhile.
    ///
    /// @param measures what [#packMeasures] wrote; empty where it wrote nothing, or nobody will ask
    public OfferFacts(byte[] bytes, int offset, int length, byte[] measures) {
        this.measures = measures;
        this.bytes = bytes;
        this.offset = offset;
        this.count = length / SIZE;
    }

    @SuppressWarnings("EnumOrdinal") // read back by this build only: the index has a version
    public static byte[] pack(ProductDocument document) {
        byte[] bytes = new byte[document.offers().size() * SIZE];
        int at = 0;
        for (ProductDocument.OfferDocument offer : document.offers()) {
            LONG.set(bytes, at + AMOUNT, offer.amount());
            LONG.set(bytes, at + PAGE, offer.page());
            INT.set(bytes, at + MERCHANT, merchantCode(offer.merchant()));
            SHORT.set(bytes, at + CURRENCY, currencyCode(offer.currency()));
            SHORT.set(bytes, at + COUNTRY, countryCode(offer.country()));
            bytes[at + STATE] = (byte) (offer.availability().ordinal()
                    | (offer.condition().ordinal() << CONDITION_SHIFT)
                    | (offer.reduced() ? REDUCED : 0));
            at += SIZE;
        }
        return bytes;
    }

    /// How large its offers are; nothing where none says it.
    public static Optional<byte[]> packMeasures(Product product) {
        return Measures.pack(product.offers().stream()
                .map(offer -> Measures.of(offer.listing()))
                .toList());
    }

    /// A merchant as the facts spell it.
    public static int merchantCode(MerchantId merchant) {
        byte[] ascii = merchant.value().getBytes(ISO_8859_1);
        return (int) INT.get(ascii, 0);
    }

    /// A currency as the facts spell it: base 26, 0 for what is no code of three capitals.
    public static short currencyCode(String currency) {
        return code(currency, 3);
    }

    /// A country as the facts spell it, 0 for none.
    public static short countryCode(Optional<String> country) {
        return country.isEmpty() ? 0 : code(country.get(), 2);
    }

    public int count() {
        return count;
    }

    public long amount(int offer) {
        return (long) LONG.get(bytes, at(offer) + AMOUNT);
    }

    public long page(int offer) {
        return (long) LONG.get(bytes, at(offer) + PAGE);
    }

    public int merchantCode(int offer) {
        return (int) INT.get(bytes, at(offer) + MERCHANT);
    }

    public MerchantId merchant(int offer) {
        return new MerchantId(new String(bytes, at(offer) + MERCHANT, 4, ISO_8859_1));
    }

    public short currencyCode(int offer) {
        return (short) SHORT.get(bytes, at(offer) + CURRENCY);
    }

    public String currency(int offer) {
        return text(currencyCode(offer), 3);
    }

    public short countryCode(int offer) {
        return (short) SHORT.get(bytes, at(offer) + COUNTRY);
    }

    public Optional<String> country(int offer) {
        short code = countryCode(offer);
        return code == 0 ? Optional.empty() : Optional.of(text(code, 2));
    }

    public Availability availability(int offer) {
        return AVAILABILITIES[bytes[at(offer) + STATE] & ((1 << CONDITION_SHIFT) - 1)];
    }

    public Condition condition(int offer) {
        return CONDITIONS[(bytes[at(offer) + STATE] >>> CONDITION_SHIFT) & CONDITION_MASK];
    }

    /// Whether it is offered below its list price.
    public boolean reduced(int offer) {
        return (bytes[at(offer) + STATE] & REDUCED) != 0;
    }

    boolean fits(int offer, Map<Measure, Traits.Range> sizes) {
        return Measures.pass(measures, offer, sizes);
    }

    private int at(int offer) {
        return offset + offer * SIZE;
    }

    private static short code(String letters, int length) {
        if (letters.length() != length) {
            return 0;
        }
        int code = 0;
        for (int i = 0; i < length; i++) {
            int letter = letters.charAt(i) - 'A';
            if (letter < 0 || letter >= 26) {
                return 0;
            }
            code = 27 * code + letter + 1;
        }
        return (short) code;
    }

    private static String text(short code, int length) {
        char[] letters = new char[length];
        int rest = code;
        for (int i = length - 1; i >= 0; i--) {
            letters[i] = rest % 27 == 0 ? '?' : (char) ('A' + rest % 27 - 1);
            rest /= 27;
        }
        return new String(letters);
    }
}
