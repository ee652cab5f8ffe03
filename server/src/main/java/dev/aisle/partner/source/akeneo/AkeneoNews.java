package dev.aisle.partner.source.akeneo;

import static dev.aisle.partner.source.PlatformHttp.text;

import dev.aisle.partner.source.Access;
import dev.aisle.partner.source.AtOnce;
import dev.aisle.partner.source.Reply;
import dev.aisle.partner.source.Source.Call;
import dev.aisle.partner.source.Source.Thing;
import dev.aisle.partner.source.Source.Told;
import dev.aisle.partner.source.akeneo.AkeneoEvents.Subject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What events say that are heard together. A product named by its uuid is asked for by itself, since only
/// that answer says that it is gone; those named by their identifiers are searched together; a model stands
/// for all its variants. The models above all that was found are searched together as well.
final class AkeneoNews {

    private static final int PAGE = 100;

    /// Of the variants of one model.
    private static final int MOST_PAGES = 100;

    private final AkeneoClient client;
    private final Access access;
    private final AkeneoProduct reader;

    AkeneoNews(AkeneoClient client, Access access, Instant now) {
        this.client = client;
        this.access = access;
        this.reader = new AkeneoProduct(access, now);
    }

    /// What came of asking for something.
    private sealed interface Found {

        record Products(List<JsonNode> all) implements Found {}

        record None(Told why) implements Found {}
    }

    /// One question, which answers for all that it is about.
    private record Question(List<Subject> about, URI url, boolean isList) {}

    /// In the order of the events. What several of them are about is told with the first.
    List<Told> hear(List<Call> events) {
        List<Subject> subjects = events.stream().map(AkeneoEvents::subject).toList();
        List<Question> questions = questions(subjects.stream().distinct().toList());
        List<Found> answers = AtOnce.each(questions, this::ask);
        Map<Subject, Found> found = new HashMap<>();
        List<JsonNode> all = new ArrayList<>();
        for (int n = 0; n < questions.size(); n++) {
            List<Subject> about = questions.get(n).about;
            Found answer = answers.get(n);
            if (answer instanceof Found.Products products) {
                all.addAll(products.all);
                found.put(about.getFirst(), products);
            } else {
                about.forEach(subject -> found.put(subject, answer));
            }
        }
        AkeneoModels models = AkeneoModels.above(all, client, access);
        return subjects.stream()
                .map(subject -> subject instanceof Subject.Vanished
                        ? new Told.Vanished()
                        : told(Optional.ofNullable(found.get(subject)), models))
                .toList();
    }

    private List<Question> questions(List<Subject> subjects) {
        List<Question> questions = new ArrayList<>();
        List<Subject.Identified> identified = new ArrayList<>();
        for (Subject subject : subjects) {
            switch (subject) {
                case Subject.Product product ->
                    questions.add(new Question(
                            List.of(product),
                            URI.create(access.store() + "/api/rest/v1/products-uuid/" + product.uuid()
                                    + "?with_attribute_options=true"),
                            false));
                case Subject.Identified named -> identified.add(named);
                case Subject.Model model ->
                    questions.add(new Question(List.of(model), search("parent", "=", model.code()), true));
                case Subject.Vanished vanished -> {}
                case Subject.Other other -> {}
            }
        }
        AkeneoModels.batches(identified, Subject.Identified::identifier)
                .forEach(batch -> questions.add(new Question(
                        List.copyOf(batch),
                        search(
                                "identifier",
                                "IN",
                                batch.stream()
                                        .map(Subject.Identified::identifier)
                                        .toList()),
                        true)));
        return questions;
    }

    private URI search(String property, String operator, Object value) {
        return AkeneoList.search(access, Map.of(property, List.of(Map.of("operator", operator, "value", value))), PAGE);
    }

    private Found ask(Question question) {
        List<JsonNode> all = new ArrayList<>();
        URI url = question.url;
        for (int page = 0; page < MOST_PAGES; page++) {
            switch (client.get(access, url)) {
                case Reply.Said said
                when !question.isList -> {
                    return new Found.Products(List.of(said.body()));
                }
                case Reply.Said said -> {
                    all.addAll(AkeneoList.items(said.body()));
                    Optional<URI> next = AkeneoList.next(said.body()).map(it -> URI.create(access.store() + it));
                    if (next.isEmpty() || next.get().equals(url)) {
                        return new Found.Products(all);
                    }
                    url = next.get();
                }
                case Reply.Unsaid unsaid -> {
                    return new Found.None(without(question, unsaid));
                }
            }
        }
        return new Found.Products(all);
    }

    /// A PIM refuses a search for what it does not know.
    private static Told without(Question question, Reply.Unsaid unsaid) {
        if (question.about.getFirst() instanceof Subject.Product product) {
            return unsaid.told(product.uuid());
        }
        return unsaid instanceof Reply.Failed failed
                        && (failed.status() == 400 || failed.status() == 404 || failed.status() == 422)
                ? new Told.Nothing()
                : unsaid.told("");
    }

    private Told told(Optional<Found> found, AkeneoModels models) {
        return found.<Told>map(it -> switch (it) {
                    case Found.None none -> none.why;
                    case Found.Products products when products.all.isEmpty() -> new Told.Nothing();
                    case Found.Products products -> told(products.all, models);
                })
                .orElseGet(Told.Nothing::new);
    }

    /// Models that cannot be read hold up what stands below them, and nothing else.
    private Told told(List<JsonNode> products, AkeneoModels all) {
        AkeneoModels models = all instanceof AkeneoModels.Bad ? AkeneoModels.above(products, client, access) : all;
        return switch (models) {
            case AkeneoModels.Good good -> new Told.Changed(things(products, good));
            case AkeneoModels.Bad bad -> new Told.NotNow(Reply.USUAL_WAIT);
        };
    }

    private List<Thing> things(List<JsonNode> products, AkeneoModels.Good models) {
        return products.stream()
                .filter(it -> AkeneoSource.isUuid(text(it, "uuid")))
                .map(it -> new Thing(text(it, "uuid"), reader.listings(it, models.line(it))))
                .toList();
    }
}
