package dev.aisle.partner.feed;

import dev.aisle.base.ids.Fingerprint;
import dev.aisle.base.json.Json;
import dev.aisle.market.merchant.Merchant;
import dev.aisle.partner.destination.FeedForm;
import dev.aisle.partner.destination.FeedItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The files of one form. An item's group, or the item where it has none, decides in which of them it
/// stands, so that it stands there in the next writing too and siblings are together. Where there are
/// several, a manifest lists them.
final class Shards implements AutoCloseable {

    private final FeedForm form;
    private final Path folder;
    private final List<FileInMaking> files = new ArrayList<>();

    Shards(Path folder, FeedForm form, Merchant merchant, int wanted) {
        this.form = form;
        this.folder = folder;
        int count = form.mostItems() == Integer.MAX_VALUE ? 1 : wanted;
        for (int i = 1; i <= count; i++) {
            String name = count == 1 ? form.name() : String.format(Locale.ROOT, "%s-%05d", form.name(), i);
            files.add(new FileInMaking(folder, name + '.' + form.ending(), form, merchant));
        }
    }

    void add(FeedItem item) {
        files.get(files.size() == 1 ? 0 : shard(item)).add(item);
    }

    private int shard(FeedItem item) {
        return (int) Math.floorMod(Fingerprint.of(form.keepsTogether(item)), (long) files.size());
    }

    String mainName() {
        return files.size() == 1 ? form.name() + '.' + form.ending() : form.name() + ".json";
    }

    List<FileInMaking.Made> end() {
        List<FileInMaking.Made> made = new ArrayList<>();
        files.forEach(it -> made.add(it.end()));
        if (files.size() > 1) {
            made.add(manifest(made));
        }
        return made;
    }

    @Override
    public void close() {
        files.forEach(FileInMaking::close);
    }

    private FileInMaking.Made manifest(List<FileInMaking.Made> made) {
        List<Map<String, Object>> listed = new ArrayList<>();
        for (FileInMaking.Made one : made) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("file", one.name());
            entry.put("items", one.items());
            entry.put("bytes", one.bytes());
            entry.put("sha256", one.digest());
            listed.add(entry);
        }
        byte[] bytes = Json.write(Map.of("files", listed)).getBytes(StandardCharsets.UTF_8);
        try {
            Files.write(folder.resolve(mainName()), bytes);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new FileInMaking.Made(mainName(), "application/json", bytes.length, FileInMaking.digestOf(bytes), 0);
    }
}
