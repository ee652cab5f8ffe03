package dev.aisle.market.listing;

import dev.aisle.base.json.Json;
import dev.aisle.base.money.Money;
import dev.aisle.market.listing.Listing.Audience;
import dev.aisle.market.listing.Listing.Identity;
import dev.aisle.market.listing.Listing.Named;
import dev.aisle.market.listing.Listing.Rating;
import dev.aisle.market.merchant.Platform;
import java.io.StringWriter;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// A listing as the JSON document of its row. Its key and the time it was seen are columns. What is absent is
/// left out; fields with one origin share it.
final class ListingDocument {

    private static final Field[] FIELDS = Field.values();

    private ListingDocument() {}

    static String write(Listing listing) {
        StringWriter text = new StringWriter(1024);
        try (JsonGenerator json = Json.mapper().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringProperty("url", listing.url().toString());
            json.writeStringProperty("title", listing.title());
            writeUnlessEmpty(json, "description", listing.description());
            Identity identity = listing.identity();
            write(json, "brand", identity.brand());
            write(json, "gtin", identity.gtin());
            write(json, "mpn", identity.mpn());
            write(json, "sku", identity.sku());
            write(json, "price", listing.price());
            if (listing.listPrice().isPresent()) {
                write(json, "list_price", listing.listPrice().get());
            }
            json.writeStringProperty("availability", listing.availability().name());
            write(json, "condition", listing.condition().map(Condition::name));
            write(json, "options", listing.options());
            write(json, "group", listing.group());
            writeTexts(json, "images", listing.images());
            writeTexts(json, "categories", listing.categories());
            write(json, "category", listing.category());
            write(json, "attributes", listing.attributes());
            write(json, "gender", listing.audience().gender());
            write(json, "age", listing.audience().age());
            write(json, "language", listing.audience().language());
            write(json, "country", listing.audience().country());
            if (listing.rating().isPresent()) {
                Rating rating = listing.rating().get();
                json.writeName("rating");
                json.writeStartObject();
                json.writeNumberProperty("value", rating.value());
                json.writeNumberProperty("scale", rating.scale());
                json.writeNumberProperty("count", rating.count());
                json.writeEndObject();
            }
            write(json, "seller", listing.seller());
            write(json, listing.origins());
            json.writeEndObject();
        }
        return text.toString();
    }

    static Listing read(ListingKey key, Instant seenAt, String document) {
        Parts parts = new Parts();
        try (JsonParser json = Json.mapper().createParser(document)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                parts.take(name, json);
            }
        }
        return parts.listing(key, seenAt);
    }

    private static void write(JsonGenerator json, String name, Optional<String> value) {
        if (value.isPresent()) {
            json.writeStringProperty(name, value.get());
        }
    }

    private static void writeUnlessEmpty(JsonGenerator json, String name, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(name, value);
        }
    }

    private static void write(JsonGenerator json, String name, Money money) {
        json.writeName(name);
        json.writeStartObject();
        json.writeNumberProperty("amount", money.amount());
        json.writeStringProperty("currency", money.currency());
        json.writeEndObject();
    }

    private static void writeTexts(JsonGenerator json, String name, List<String> texts) {
        if (texts.isEmpty()) {
            return;
        }
        json.writeName(name);
        json.writeStartArray();
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, String name, List<Named> named) {
        if (named.isEmpty()) {
            return;
        }
        json.writeName(name);
        json.writeStartArray();
        for (Named one : named) {
            json.writeStartArray();
            json.writeString(one.name());
            json.writeString(one.value());
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Map<Field, Origin> origins) {
        List<Origin> distinct = new ArrayList<>();
        for (Field field : FIELDS) {
            Origin origin = origins.get(field);
            if (origin != null && !distinct.contains(origin)) {
                distinct.add(origin);
            }
        }
        json.writeName("origins");
        json.writeStartArray();
        for (Origin origin : distinct) {
            json.writeStartObject();
            json.writeStringProperty("platform", origin.platform().slug());
            json.writeStringProperty("evidence", origin.evidence().name());
            json.writeNumberProperty("confidence", origin.confidence());
            json.writeNumberProperty("at", origin.at().toEpochMilli());
            long fields = 0;
            for (Field field : FIELDS) {
                if (origin.equals(origins.get(field))) {
                    fields |= bit(field);
                }
            }
            json.writeNumberProperty("fields", fields);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @SuppressWarnings("EnumOrdinal") // the order of fields is promised
    private static long bit(Field field) {
        return 1L << field.ordinal();
    }

    /// What has been read so far.
    private static final class Parts {

        private @Nullable String url;
        private @Nullable String title;
        private String description = "";
        private @Nullable String brand;
        private @Nullable String gtin;
        private @Nullable String mpn;
        private @Nullable String sku;
        private @Nullable Money price;
        private @Nullable Money listPrice;
        private Availability availability = Availability.IN_STOCK;
        private @Nullable Condition condition;
        private List<Named> options = List.of();
        private @Nullable String group;
        private List<String> images = List.of();
        private List<String> categories = List.of();
        private @Nullable String category;
        private List<Named> attributes = List.of();
        private @Nullable String gender;
        private @Nullable String age;
        private @Nullable String language;
        private @Nullable String country;
        private @Nullable Rating rating;
        private @Nullable String seller;
        private final Map<Field, Origin> origins = new EnumMap<>(Field.class);

        void take(String name, JsonParser json) {
            switch (name) {
                case "url" -> url = json.getString();
                case "title" -> title = json.getString();
                case "description" -> description = json.getString();
                case "brand" -> brand = json.getString();
                case "gtin" -> gtin = json.getString();
                case "mpn" -> mpn = json.getString();
                case "sku" -> sku = json.getString();
                case "price" -> price = money(json);
                case "list_price" -> listPrice = money(json);
                case "availability" -> availability = Availability.valueOf(json.getString());
                case "condition" -> condition = Condition.valueOf(json.getString());
                case "options" -> options = named(json);
                case "group" -> group = json.getString();
                case "images" -> images = texts(json);
                case "categories" -> categories = texts(json);
                case "category" -> category = json.getString();
                case "attributes" -> attributes = named(json);
                case "gender" -> gender = json.getString();
                case "age" -> age = json.getString();
                case "language" -> language = json.getString();
                case "country" -> country = json.getString();
                case "rating" -> rating = rating(json);
                case "seller" -> seller = json.getString();
                case "origins" -> origins(json);
                default -> json.skipChildren();
            }
        }

        Listing listing(ListingKey key, Instant seenAt) {
            if (url == null || title == null || price == null) {
                throw new IllegalStateException("a document without url, title or price: " + key);
            }
            return new Listing(
                    key,
                    URI.create(url),
                    title,
                    description,
                    new Identity(
                            Optional.ofNullable(brand),
                            Optional.ofNullable(gtin),
                            Optional.ofNullable(mpn),
                            Optional.ofNullable(sku)),
                    price,
                    Optional.ofNullable(listPrice),
                    availability,
                    Optional.ofNullable(condition),
                    options,
                    Optional.ofNullable(group),
                    images,
                    categories,
                    Optional.ofNullable(category),
                    attributes,
                    new Audience(
                            Optional.ofNullable(gender),
                            Optional.ofNullable(age),
                            Optional.ofNullable(language),
                            Optional.ofNullable(country)),
                    Optional.ofNullable(rating),
                    Optional.ofNullable(seller),
                    origins,
                    seenAt);
        }

        private static Money money(JsonParser json) {
            long amount = 0;
            String currency = "";
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("amount")) {
                    amount = json.getLongValue();
                } else {
                    currency = json.getString();
                }
            }
            return new Money(amount, currency.intern());
        }

        private static Rating rating(JsonParser json) {
            double value = 0;
            double scale = 0;
            long count = 0;
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "value" -> value = json.getDoubleValue();
                    case "scale" -> scale = json.getDoubleValue();
                    default -> count = json.getLongValue();
                }
            }
            return new Rating(value, scale, count);
        }

        private static List<String> texts(JsonParser json) {
            List<String> texts = new ArrayList<>();
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                texts.add(json.getString());
            }
            return texts;
        }

        private static List<Named> named(JsonParser json) {
            List<Named> named = new ArrayList<>();
            while (json.nextToken() == JsonToken.START_ARRAY) {
                List<String> pair = texts(json);
                named.add(new Named(pair.getFirst(), pair.getLast()));
            }
            return named;
        }

        /// Milliseconds; documents of before the first release say it in letters.
        private static Instant moment(JsonParser json) {
            return json.currentToken() == JsonToken.VALUE_STRING
                    ? Instant.parse(json.getString())
                    : Instant.ofEpochMilli(json.getLongValue());
        }

        /// A bit a field; documents of before the first release name them.
        private static long fields(JsonParser json) {
            if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                return json.getLongValue();
            }
            long fields = 0;
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                fields |= bit(Field.valueOf(json.getString()));
            }
            return fields;
        }

        private void origins(JsonParser json) {
            while (json.nextToken() == JsonToken.START_OBJECT) {
                String platform = "";
                String evidence = "";
                double confidence = 0;
                Instant at = Instant.EPOCH;
                long fields = 0;
                while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    switch (name) {
                        case "platform" -> platform = json.getString();
                        case "evidence" -> evidence = json.getString();
                        case "confidence" -> confidence = json.getDoubleValue();
                        case "at" -> at = moment(json);
                        default -> fields = fields(json);
                    }
                }
                Origin origin = new Origin(
                        Platform.ofSlug(platform).orElse(Platform.WEB_CRAWL),
                        Origin.Evidence.valueOf(evidence),
                        confidence,
                        at);
                for (Field field : FIELDS) {
                    if ((fields & bit(field)) != 0) {
                        origins.put(field, origin);
                    }
                }
            }
        }
    }
}
