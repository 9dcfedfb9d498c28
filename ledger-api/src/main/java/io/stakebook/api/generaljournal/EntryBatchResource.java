package io.stakebook.api.generaljournal;

import io.stakebook.api.http.body.BodyReader;
import io.stakebook.api.http.body.Field;
import io.stakebook.api.http.body.ItemsBody;
import io.stakebook.api.http.body.ItemsBodyReader;
import io.stakebook.api.http.body.JsonTree.Members;
import io.stakebook.api.http.json.JsonText;
import io.stakebook.api.http.list.Query;
import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.Roles;
import io.stakebook.api.security.TakesQuery;
import io.stakebook.api.submission.Submitter;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.generaljournal.Item;
import io.stakebook.core.generaljournal.KnownFacts;
import io.stakebook.core.generaljournal.PostEntries;
import io.stakebook.core.generaljournal.PostMode;
import io.stakebook.core.generaljournal.PostedItems;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.money.Assets;
import io.stakebook.core.posting.Answer;
import io.stakebook.core.wire.WireName;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/entry-batches}: many entries in one request, under one key, with one answer. */
@Dependent
@Path("entry-batches")
@Produces(MediaType.APPLICATION_JSON)
public class EntryBatchResource {

    private static final String ENTRIES = "entries";
    private static final String MODE = "mode";
    private static final int MOST_FINDINGS = 20;

    private final KnownFacts facts;
    private final Assets assets;
    private final IdSource ids;
    private final Submitter submitter;

    @Inject
    public EntryBatchResource(KnownFacts facts, Assets assets, IdSource ids, Submitter submitter) {
        this.facts = facts;
        this.assets = assets;
        this.ids = ids;
        this.submitter = submitter;
    }

    /** The items stand in the member {@code entries}; the mode in the body, in the query, or alike in both. */
    @POST
    @RolesAllowed(Roles.FINANCE)
    @TakesQuery(MODE)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> post(@Context ContainerRequestContext request, ItemsBody body) throws IOException {
        return post(Call.of(request), body, named(request));
    }

    /** One item a line; the mode is a query parameter. */
    @POST
    @RolesAllowed(Roles.FINANCE)
    @TakesQuery(MODE)
    @Consumes(ItemsBodyReader.LINES)
    public CompletionStage<Response> postLines(@Context ContainerRequestContext request, ItemsBody body)
            throws IOException {
        return post(Call.of(request), body, named(request));
    }

    private static @Nullable PostMode named(ContainerRequestContext request) {
        return Query.of(request, MODE).oneOf(MODE, PostMode.class);
    }

    private CompletionStage<Response> post(Call call, ItemsBody sent, @Nullable PostMode named) throws IOException {
        EntryForm form = new EntryForm(assets, ids);
        try (ItemsBody body = sent) {
            List<Read> read = body.items(ENTRIES, PostEntries.MAX_ITEMS, in -> new Read(form.read(in), null), Read::of);
            PostMode mode = body.others(in -> mode(in, named));
            Map<Integer, RefusedRequest> unreadable = unreadable(read);
            if (mode == PostMode.ATOMIC && !unreadable.isEmpty()) {
                throw RefusedRequest.first(List.copyOf(unreadable.values()), MOST_FINDINGS);
            }
            List<Item> items = read.stream().map(Read::item).toList();
            // Looked up anew when another request takes one of the ids first: then only its item is refused.
            return submitter.submitPrepared(
                    call,
                    body,
                    () -> new PostEntries(items, mode, facts.look(items, form.clientMade())),
                    (posted, at) -> answer(posted, unreadable));
        }
    }

    /** @param faults what was wrong with an item that could not be read, null when it could */
    private record Read(Item item, @Nullable RefusedRequest faults) {

        static Read of(Optional<Members> item, RefusedRequest faults) {
            // The code of the core is not shown; the faults are.
            Rejected reason = new Rejected(ErrorCode.FIELD_INVALID, faults.detail());
            return new Read(new Item.Unreadable(item.flatMap(EntryForm::named).orElse(null), reason), faults);
        }
    }

    private static PostMode mode(BodyReader in, @Nullable PostMode named) {
        Field<Optional<PostMode>> asked = in.optionalOneOf(MODE, PostMode.class);
        Field<PostMode> mode = in.combined(MODE, () -> agreed(asked.get(), named));
        in.finish();
        return mode.get();
    }

    private static PostMode agreed(Optional<PostMode> inBody, @Nullable PostMode inQuery) {
        if (inQuery != null && inBody.isPresent() && inBody.get() != inQuery) {
            throw new Rejected(
                    ErrorCode.FIELD_INVALID,
                    "is " + WireName.of(inBody.get()) + " and the query parameter mode is " + WireName.of(inQuery)
                            + "; say it once, or the same twice");
        }
        return inBody.orElse(inQuery == null ? PostMode.ATOMIC : inQuery);
    }

    private static Map<Integer, RefusedRequest> unreadable(List<Read> read) {
        Map<Integer, RefusedRequest> unreadable = new TreeMap<>();
        for (int index = 0; index < read.size(); index++) {
            RefusedRequest faults = read.get(index).faults();
            if (faults != null) {
                unreadable.put(index, faults);
            }
        }
        return unreadable;
    }

    /** 201 when every item was posted, 200 when some or all were refused: look at the results. */
    private static Answer answer(PostedItems posted, Map<Integer, RefusedRequest> unreadable) {
        int status = posted.posted() == posted.results().size() ? 201 : 200;
        return new Answer(
                status,
                MediaType.APPLICATION_JSON,
                "",
                JsonText.object(json -> PostedJson.items(json, posted, unreadable)));
    }
}
