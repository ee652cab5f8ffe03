package dev.aisle.base.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatabaseTest {

    @Test
    void optionsOfTheOperatorAndOursBothHold() {
        String url = TestDatabase.freshUrl() + "&options=-c%20statement_timeout%3D7s+-c%20search_path%3Dpublic";

        try (Database database = Database.external(url)) {
            assertThat(setting(database, "statement_timeout")).contains("7s");
            assertThat(setting(database, "search_path")).contains("public");
            assertThat(setting(database, "plan_cache_mode")).contains("force_custom_plan");
        }
    }

    @Test
    void anOptionOfTheOperatorCountsBeforeOurs() {
        String url = TestDatabase.freshUrl() + "&options=-c%20plan_cache_mode%3Dauto";

        try (Database database = Database.external(url)) {
            assertThat(setting(database, "plan_cache_mode")).contains("auto");
        }
    }

    private static Optional<String> setting(Database database, String name) {
        return database.db().find("select current_setting(?) as value", row -> row.text("value"), name);
    }
}
