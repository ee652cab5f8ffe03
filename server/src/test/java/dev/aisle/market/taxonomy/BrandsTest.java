package dev.aisle.market.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aisle.base.db.Database;
import dev.aisle.base.db.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BrandsTest {

    private final Database database = TestDatabase.fresh();
    private final Brands brands = new Brands(database.db());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aBrandKeepsItsIdInEverySpelling() {
        Map<String, BrandId> ids = brands.idsOf(List.of("Lumo", "LUMO", "Lümo!", "Nordal"));

        assertThat(ids).hasSize(4);
        assertThat(ids.get("Lumo")).isEqualTo(ids.get("LUMO")).isEqualTo(ids.get("Lümo!"));
        assertThat(ids.get("Nordal")).isNotEqualTo(ids.get("Lumo"));
        assertThat(brands.idsOf(List.of("lumo"))).containsEntry("lumo", ids.get("Lumo"));
        assertThat(new Brands(database.db()).idsOf(List.of("lumo"))).containsEntry("lumo", ids.get("Lumo"));
    }

    @Test
    void aNameOfSignsHasNoId() {
        assertThat(brands.idsOf(List.of("--", "™"))).isEmpty();
    }

    @Test
    void aBrandIsFoundByNameAndById() {
        BrandId id = brands.idsOf(List.of("Lumo & Sons")).values().iterator().next();

        assertThat(brands.find("LUMO & SONS")).hasValue(new Brand(id, "Lumo & Sons"));
        assertThat(brands.find(id.value())).hasValue(new Brand(id, "Lumo & Sons"));
        assertThat(brands.find("nobody")).isEmpty();
    }

    @Test
    void manyAtOnceFromSeveralWritersAreOneBrandEach() throws Exception {
        List<String> names =
                IntStream.range(0, 2_500).mapToObj(i -> "Brand " + i).toList();
        List<Callable<Map<String, BrandId>>> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            writers.add(() -> new Brands(database.db()).idsOf(names));
        }

        List<Map<String, BrandId>> answers = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            for (Future<Map<String, BrandId>> answer : pool.invokeAll(writers)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).allMatch(answer -> answer.equals(answers.getFirst()));
        assertThat(answers.getFirst().values()).hasSize(2_500).doesNotHaveDuplicates();
    }
}
