package dev.aisle.partner.destination.openai;

import dev.aisle.base.json.Json;
import dev.aisle.market.listing.Listing;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.partner.destination.FeedForm;
import dev.aisle.partner.destination.FeedItem;
import dev.aisle.partner.destination.FeedValue;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;

/// One JSON object a line, gzipped.
final class JsonLines implements FeedForm {

    private static final int MOST_ITEMS = 500_000;

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public String ending() {
        return "jsonl.gz";
    }

    @Override
    public String contentType() {
        return "application/gzip";
    }

    @Override
    public int mostItems() {
        return MOST_ITEMS;
    }

    @Override
    public String keepsTogether(FeedItem item) {
        return item.said(item.has("group_id") ? "group_id" : "item_id");
    }

    @Override
    public void begin(StringBuilder file, Merchant merchant) {}

    @Override
    public void add(StringBuilder file, FeedItem item) {
        StringWriter line = new StringWriter(1_024);
        try (JsonGenerator json = Json.mapper().createGenerator(line)) {
            json.writeStartObject();
            item.fields().forEach((name, value) -> {
                if (!value.isBlank()) {
                    json.writeName(name);
                    write(json, value);
                }
            });
            json.writeEndObject();
        }
        file.append(line.getBuffer()).append('\n');
    }

    @Override
    public void end(StringBuilder file) {}

    private static void write(JsonGenerator json, FeedValue value) {
        switch (value) {
            case FeedValue.Text it -> json.writeString(it.text());
            case FeedValue.Flag it -> json.writeBoolean(it.isSet());
            case FeedValue.Whole it -> json.writeNumber(it.number());
            case FeedValue.Texts it -> {
                json.writeStartArray();
                it.texts().forEach(json::writeString);
                json.writeEndArray();
            }
            case FeedValue.Pairs it -> {
                json.writeStartObject();
                for (Listing.Named pair : it.pairs()) {
                    json.writeStringProperty(pair.name(), pair.value());
                }
                json.writeEndObject();
            }
        }
    }
}
