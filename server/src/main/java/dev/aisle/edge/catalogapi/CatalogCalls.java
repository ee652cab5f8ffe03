package dev.aisle.edge.catalogapi;

import dev.aisle.catalog.answer.BadCursor;
import dev.aisle.catalog.answer.Context;
import dev.aisle.catalog.answer.Detail;
import dev.aisle.catalog.answer.Filters;
import dev.aisle.catalog.answer.Lookup;
import dev.aisle.catalog.answer.Search;
import dev.aisle.catalog.answer.SearchAnswer;
import dev.aisle.catalog.buylink.BuyLinks;
import dev.aisle.edge.agentprofile.AgentProfiles;
import dev.aisle.edge.agentprofile.Negotiation;
import dev.aisle.edge.wire.AnswerWriter;
import dev.aisle.edge.wire.Caller;
import dev.aisle.edge.wire.JsonBytes;
import dev.aisle.edge.wire.Message;
import dev.aisle.market.affiliate.Commissions;
import dev.aisle.market.listing.Listing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The three questions, from a `catalog` object that fits its schema to the bytes of the answer; MCP and REST
/// differ only in what they wrap around these. Throws [Refused] for a question that cannot be asked so.
public final class CatalogCalls {

    private static final int MOST_INPUTS = 50;
    private static final int LONGEST_QUERY = 1_000;
    private static final String AFFILIATE = "affiliate";
    private static final int NET_PER_PERCENT = 100;
    private static final int MOST_PLACEMENTS = 10;

    private final Answers answers;
    private final Vocabulary vocabulary;
    private final Tools tools;
    private final LiveAnswers live;
    private final AgentProfiles profiles;
    private final KeptAnswers kept;
    private final InputReader inputs;
    private final AnswerWriter writer;
    private final Commissions commissions;

    public CatalogCalls(
            Answers answers,
            LiveAnswers live,
            Vocabulary vocabulary,
            Tools tools,
            BuyLinks links,
            Commissions commissions,
            AgentProfiles profiles,
            KeptAnswers kept) {
        this.kept = kept;
        this.commissions = commissions;
        this.live = live;
        this.profiles = profiles;
        this.answers = answers;
        this.vocabulary = vocabulary;
        this.tools = tools;
        this.inputs = new InputReader(links);
        this.writer = new AnswerWriter(links);
    }

    /// Who asks, and how.
    ///
    /// @param path the JSONPath of the `catalog` object in the request as it was sent
    /// @param language where the question itself names none
    /// @param profile the address of the agent's profile, where the request names one
    public record Asking(Caller caller, String path, Optional<String> language, Optional<String> profile) {}

    /// The answer to the same question from before, if it still holds; its `catalog` object need not have been
    /// checked. What comes out must not be changed.
    public Optional<JsonBytes> before(Operation operation, JsonNode catalog, Asking asking, KeptAnswers.Form form) {
        return operation == Operation.SEARCH ? kept.find(catalog, asking, form) : Optional.empty();
    }

    public JsonBytes answer(Operation operation, JsonNode catalog, Asking asking) {
        return answer(operation, catalog, asking, List.of());
    }

    /// The same, for a request of which there is more to tell.
    ///
    /// @param remarks what stands in no `catalog` object
    public JsonBytes answer(Operation operation, JsonNode catalog, Asking asking, List<Message> remarks) {
        List<Message> messages = opening(asking);
        messages.addAll(remarks);
        switch (profiles.negotiate(asking.profile())) {
            case Negotiation.Skipped skipped -> {}
            case Negotiation.Refused refused -> throw new Refused(Refused.Code.of(refused.fault()), refused.text());
            case Negotiation.Common common -> {
                if (!common.capabilities().contains(operation.capability())) {
                    return writer.refusal(List.of(Message.error(
                            "capabilities_incompatible",
                            "The agent's profile does not declare " + operation.capability()
                                    + " in version 2026-04-08, which this operation needs.",
                            Message.Severity.UNRECOVERABLE)));
                }
            }
        }
        messages.addAll(FieldHints.of(operation, catalog, tools.fields(operation), asking.path()));
        messages.addAll(placements(catalog.path("placements"), asking));
        return switch (operation) {
            case SEARCH -> search(catalog, asking, messages);
            case LOOKUP -> lookup(catalog, asking, messages);
            case PRODUCT -> product(catalog, asking, messages);
        };
    }

    private JsonBytes search(JsonNode catalog, Asking asking, List<Message> messages) {
        FilterReader reading = filterReader(catalog, asking, messages);
        Filters filters = reading.read();
        Optional<String> query = query(catalog, asking);
        JsonNode pagination = catalog.path("pagination");
        Context context = ContextReader.read(catalog.path("context"), tools.context(), asking, messages);
        if (query.isEmpty() && !reading.narrows()) {
            messages.add(Message.warning(
                    "empty_query",
                    "Nothing to search for: send query, filters, or both; query \"*\" browses everything."));
            return writer.search(List.of(), Optional.empty(), messages, reader(catalog, context, asking));
        }
        long generation = kept.generation();
        boolean plain = messages.isEmpty();
        try {
            SearchAnswer answer = answers.search(new Search(
                    query,
                    filters,
                    context,
                    limit(pagination),
                    pagination.path("cursor").stringValueOpt()));
            answer.notes().forEach(note -> messages.add(Message.info(note.code(), note.text())));
            AnswerWriter.Reader reader = reader(catalog, context, asking);
            JsonBytes written = writer.search(answer.products(), answer.next(), messages, reader);
            if (plain && reader.commission().equals(AnswerWriter.Commission.NONE)) {
                kept.keep(catalog, asking, generation, says(filters, asking), written);
            }
            return written;
        } catch (BadCursor bad) {
            throw new Refused(
                    Refused.Code.INVALID_CURSOR,
                    asking.path() + ".pagination.cursor: " + bad.getMessage()
                            + " Repeat the search without a cursor to start over.");
        }
    }

    /// What brands and merchants are called is not in the index, nor what an agent's profile declares.
    private static KeptAnswers.Says says(Filters filters, Asking asking) {
        boolean named = filters.merchants().isPresent()
                || filters.brands().isPresent()
                || !filters.excludeMerchants().isEmpty()
                || !filters.excludeBrands().isEmpty();
        return named || asking.profile().isPresent() ? KeptAnswers.Says.MORE : KeptAnswers.Says.NOTHING_ELSE;
    }

    private JsonBytes lookup(JsonNode catalog, Asking asking, List<Message> messages) {
        Filters filters = filterReader(catalog, asking, messages).read();
        Context context = ContextReader.read(catalog.path("context"), tools.context(), asking, messages);
        Map<String, Optional<Lookup.Input>> asked = inputs(catalog, asking, messages);
        Lookup lookup =
                new Lookup(asked.values().stream().flatMap(Optional::stream).toList(), filters, context);
        Lookup.Answer answer = live.answer(lookup);
        List<AnswerWriter.Correlation> correlations = new ArrayList<>();
        asked.forEach((said, input) -> {
            Lookup.Outcome outcome = input.map(answer.outcomes()::get).orElseGet(Lookup.Outcome.NotFound::new);
            switch (outcome) {
                case Lookup.Outcome.Resolved found ->
                    correlations.add(new AnswerWriter.Correlation(said, found.product(), found.exact()));
                case Lookup.Outcome.FilteredOut ignored ->
                    messages.add(Message.info("filtered_out", said + ": " + filteredOut(catalog)));
                case Lookup.Outcome.NotFound ignored -> {
                    messages.add(Message.info("not_found", said));
                    Optional.of(said)
                            .filter(it -> !InputReader.looksLikeWeb(it))
                            .flatMap(InputReader::fault)
                            .ifPresent(fault -> messages.add(Message.info("invalid_id", fault)));
                }
            }
        });
        return writer.lookup(answer.products(), correlations, messages, reader(catalog, context, asking));
    }

    private JsonBytes product(JsonNode catalog, Asking asking, List<Message> messages) {
        Filters filters = filterReader(catalog, asking, messages).read();
        Context context = ContextReader.read(catalog.path("context"), tools.context(), asking, messages);
        List<Listing.Named> selected = selected(catalog.path("selected"), asking);
        List<String> preferences = catalog.path("preferences")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
        String id = catalog.path("id").stringValue();
        Detail.Outcome outcome = inputs.id(id)
                .map(input -> answers.detail(new Detail(input, selected, preferences, filters, context)))
                .orElseGet(Detail.Outcome.NotFound::new);
        return switch (outcome) {
            case Detail.Outcome.Shown shown -> {
                messages.addAll(
                        OptionHints.of(selected, byId(catalog.path("selected")), preferences, shown, asking.path()));
                if (namesVariant(id)) {
                    messages.addAll(OptionHints.ofVariant(selected, shown));
                }
                yield writer.product(shown, messages, reader(catalog, context, asking));
            }
            case Detail.Outcome.NotFound ignored -> {
                messages.addFirst(
                        Message.error("not_found", "Product not found: " + id, Message.Severity.UNRECOVERABLE));
                InputReader.fault(id).ifPresent(fault -> messages.add(Message.info("invalid_id", fault)));
                yield writer.refusal(messages);
            }
            case Detail.Outcome.FilteredOut out -> {
                messages.addFirst(Message.error("filtered_out", out.why(), Message.Severity.RECOVERABLE));
                yield writer.refusal(messages);
            }
        };
    }

    /// What each text that was sent names, each text once; those that stand in the wrong list are left out with a
    /// warning.
    private Map<String, Optional<Lookup.Input>> inputs(JsonNode catalog, Asking asking, List<Message> messages) {
        JsonNode ids = catalog.path("ids");
        JsonNode urls = catalog.path("urls");
        if (ids.size() + urls.size() > MOST_INPUTS) {
            throw new Refused(
                    Refused.Code.REQUEST_TOO_LARGE,
                    ids.size() + urls.size() + " ids and urls; send at most " + MOST_INPUTS + " in one lookup.");
        }
        Map<String, Optional<Lookup.Input>> asked = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            String said = ids.path(i).stringValue();
            Optional<Lookup.Input> input = inputs.id(said);
            if (input.isEmpty() && InputReader.looksLikeWeb(said)) {
                messages.add(Message.warning(
                        "use_catalog_urls", "Move " + said + " to catalog.urls.", asking.path() + ".ids[" + i + "]"));
            } else {
                asked.putIfAbsent(said, input);
            }
        }
        for (int i = 0; i < urls.size(); i++) {
            String said = urls.path(i).stringValue();
            Optional<Lookup.Input> input = inputs.page(said);
            if (input.isEmpty()) {
                messages.add(Message.warning(
                        "invalid_url",
                        "Not a web address: '" + said + "'" + urlHint(said),
                        asking.path() + ".urls[" + i + "]"));
            } else {
                asked.putIfAbsent(said, input);
            }
        }
        return asked;
    }

    private String urlHint(String said) {
        if (InputReader.looksLikeWeb(said)) {
            return InputReader.urlFault(said).map(why -> ": " + why + ".").orElse(".");
        }
        return inputs.id(said).isPresent()
                ? ". It looks like an id: move it to catalog.ids."
                : ". Send a store's product page, such as https://www.example.com/products/blue-widget.";
    }

    private static List<Listing.Named> selected(JsonNode selected, Asking asking) {
        Set<String> names = new HashSet<>();
        List<Listing.Named> wanted = new ArrayList<>();
        for (int i = 0; i < selected.size(); i++) {
            JsonNode option = selected.path(i);
            String name = option.path("name").stringValue();
            if (!names.add(name.strip().toLowerCase(Locale.ROOT))) {
                throw new Refused(
                        Refused.Code.INVALID_REQUEST,
                        asking.path() + ".selected[" + i + "].name repeats '" + name
                                + "'; name each option at most once.");
            }
            wanted.add(new Listing.Named(
                    name,
                    option.path("id")
                            .stringValueOpt()
                            .orElseGet(() -> option.path("label").stringValue())));
        }
        return wanted;
    }

    private boolean namesVariant(String id) {
        return inputs.id(id).filter(it -> it instanceof Lookup.Input.OfOffer).isPresent();
    }

    /// Which entries name their value by its id.
    private static Set<Integer> byId(JsonNode selected) {
        Set<Integer> entries = new HashSet<>();
        for (int i = 0; i < selected.size(); i++) {
            if (selected.path(i).has("id")) {
                entries.add(i);
            }
        }
        return entries;
    }

    private static List<Message> placements(JsonNode said, Asking asking) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < said.size() && i < MOST_PLACEMENTS; i++) {
            String name = said.path(i).asString("");
            String at = asking.path() + ".placements[" + i + "]";
            if (!name.equals(AFFILIATE)) {
                messages.add(Message.warning(
                        "unknown_placement", "Unknown placement '" + name + "'. There is: " + AFFILIATE + ".", at));
            } else if (asking.caller().tier() != Caller.Tier.TOKEN) {
                messages.add(Message.warning(
                        "key_needed", "Commissions are shown only to callers with a valid x-api-key.", at));
            }
        }
        return messages;
    }

    private static Optional<String> query(JsonNode catalog, Asking asking) {
        Optional<String> query =
                catalog.path("query").stringValueOpt().map(String::strip).filter(it -> !it.isEmpty());
        if (query.filter(it -> it.length() > LONGEST_QUERY).isPresent()) {
            throw new Refused(
                    Refused.Code.INVALID_REQUEST,
                    asking.path() + ".query has " + query.get().length() + " characters; send at most " + LONGEST_QUERY
                            + ".");
        }
        return query;
    }

    private static int limit(JsonNode pagination) {
        return pagination.has("limit")
                ? (int) Math.min(Search.LARGEST_PAGE, pagination.path("limit").doubleValue())
                : Search.DEFAULT_PAGE;
    }

    private FilterReader filterReader(JsonNode catalog, Asking asking, List<Message> messages) {
        return new FilterReader(
                catalog.path("filters"), asking.path() + ".filters", vocabulary, tools.filters(), messages);
    }

    private static String filteredOut(JsonNode catalog) {
        List<String> sent = FilterReader.sent(catalog.path("filters"));
        return sent.isEmpty() || sent.equals(List.of("available"))
                ? "no offer is in stock; send filters.available false to see it all the same."
                : "no offer passes the filters sent (" + String.join(", ", sent) + "); drop or widen one.";
    }

    private static List<Message> opening(Asking asking) {
        List<Message> messages = new ArrayList<>();
        if (asking.caller().keyRefused()) {
            messages.add(
                    Message.info("invalid_api_key", "The API key is not valid; this answer uses the anonymous tier."));
        }
        return messages;
    }

    /// Commissions are shown only to who asks for them with a key: to a buyer in the context's country, or
    /// in the offer's where that is unknown.
    private AnswerWriter.Reader reader(JsonNode catalog, Context context, Asking asking) {
        boolean wanted = asking.caller().tier() == Caller.Tier.TOKEN
                && catalog.path("placements")
                        .valueStream()
                        .anyMatch(it -> it.asString("").equals(AFFILIATE));
        AnswerWriter.Commission shown = wanted
                ? (product, offer) -> commissions
                        .net(offer.merchant(), context.country().or(offer::country))
                        .map(net -> OptionalDouble.of(net / (double) NET_PER_PERCENT))
                        .orElse(OptionalDouble.empty())
                : AnswerWriter.Commission.NONE;
        return new AnswerWriter.Reader(asking.caller().vendor(), shown);
    }
}
