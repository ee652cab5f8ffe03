package dev.aisle.market.partner;

import dev.aisle.base.db.Db;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// How partners show themselves; one that never said shows its name in our color.
public final class Brandings {

    private final Db db;

    public Brandings(Db db) {
        this.db = db;
    }

    public Branding of(PartnerId partner) {
        return db.get(
                """
                select coalesce(b.name, p.name) as shown, b.color, b.logo, b.logo_type from partners p
                left join brandings b on b.partner_id = p.id where p.id = ?
                """,
                row -> new Branding(
                        row.text("shown"),
                        row.optText("color").flatMap(Color::parse).orElse(Branding.USUAL),
                        row.optText("logo_type").map(type -> new Branding.Logo(type, row.bytes("logo")))),
                partner.value());
    }

    /// Changes what is given and leaves the rest.
    public void put(PartnerId partner, Optional<String> name, Optional<Color> color, Optional<Branding.Logo> logo) {
        db.execute(
                """
                insert into brandings (partner_id, name, color, logo, logo_type) values (?, ?, ?, ?, ?)
                on conflict (partner_id) do update set name = coalesce(excluded.name, brandings.name),
                    color = coalesce(excluded.color, brandings.color), logo = coalesce(excluded.logo, brandings.logo),
                    logo_type = coalesce(excluded.logo_type, brandings.logo_type)
                """,
                partner.value(),
                name,
                color.map(Color::hex),
                logo.map(Branding.Logo::bytes),
                logo.map(Branding.Logo::type));
    }

    /// The media type of a picture by its first bytes, where it is one that browsers show and that holds no script.
    public static Optional<String> pictureType(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, 16), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of("image/png");
        }
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of("image/jpeg");
        }
        if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
            return Optional.of("image/webp");
        }
        return start.startsWith("GIF8") ? Optional.of("image/gif") : Optional.empty();
    }
}
