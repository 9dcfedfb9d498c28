package io.stakebook.api.generaljournal;

import io.stakebook.api.http.body.Field;
import io.stakebook.api.http.body.JsonBody;
import io.stakebook.api.journal.IfPeriodClosed;
import io.stakebook.api.journal.JournalJson;
import io.stakebook.api.security.Call;
import io.stakebook.api.security.Roles;
import io.stakebook.api.submission.Answers;
import io.stakebook.api.submission.Submitter;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.NotFound;
import io.stakebook.core.generaljournal.Item;
import io.stakebook.core.generaljournal.KnownFacts;
import io.stakebook.core.generaljournal.PostEntries;
import io.stakebook.core.generaljournal.PostedItems;
import io.stakebook.core.generaljournal.ReverseEntry;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.journal.Journal;
import io.stakebook.core.journal.RecordedEntry;
import io.stakebook.core.money.Assets;
import io.stakebook.core.posting.Answer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code POST /v1/entries} and the reversal of one. */
@Dependent
@Path("entries")
@Produces(MediaType.APPLICATION_JSON)
public class EntryPostingResource {

    private final KnownFacts facts;
    private final Journal journal;
    private final Assets assets;
    private final IdSource ids;
    private final Submitter submitter;
    private final JournalJson writer;

    @Inject
    public EntryPostingResource(KnownFacts facts, Journal journal, Assets assets, IdSource ids, Submitter submitter) {
        this.facts = facts;
        this.journal = journal;
        this.assets = assets;
        this.ids = ids;
        this.submitter = submitter;
        this.writer = new JournalJson(assets);
    }

    @POST
    @RolesAllowed(Roles.FINANCE)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> post(@Context ContainerRequestContext request, JsonBody body) {
        EntryForm form = new EntryForm(assets, ids);
        Item.Draft draft = body.read(form::read);
        // Looked up anew when another request takes the id first, so that its refusal is kept like any other.
        return submitter.submitPrepared(
                Call.of(request),
                body,
                () -> PostEntries.one(draft, facts.look(List.of(draft), form.clientMade())),
                this::created);
    }

    private Answer created(PostedItems items, Instant recordedAt) {
        if (items.results().get(0) instanceof PostedItems.Posted posted) {
            return Answers.created(
                    "/v1/entries/" + posted.entry().id(),
                    json -> writer.posted(json, posted.entry(), posted.lines(), recordedAt));
        }
        throw new IllegalStateException("an only item is posted or refuses its request: " + items);
    }

    @POST
    @Path("{entryId}/reversals")
    @RolesAllowed(Roles.FINANCE)
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> reverse(
            @Context ContainerRequestContext request, @PathParam("entryId") String entryId, JsonBody body) {
        EntryId id = EntryId.parse(entryId);
        RecordedEntry seen =
                journal.find(id).orElseThrow(() -> new NotFound(ErrorCode.ENTRY_UNKNOWN, "there is no entry " + id));
        ReverseEntry command = body.read(in -> {
            Field<Optional<Instant>> effectiveAt = in.optionalTime("effectiveAt");
            Field<Optional<LocalDate>> businessDate = in.optionalDate("businessDate");
            Field<Optional<IfPeriodClosed>> late = IfPeriodClosed.in(in);
            Field<Optional<String>> memo = in.optionalFreeText("memo");
            in.finish();
            return ReverseEntry.of(
                            seen.entry(),
                            new EntryId(ids.next()),
                            effectiveAt.get().orElse(null),
                            businessDate.get().orElse(null),
                            memo.get().orElse(null))
                    .ifClosed(IfPeriodClosed.said(late.get()));
        });
        return submitter.submit(
                Call.of(request),
                body,
                command,
                (reversed, at) -> Answers.created(
                        "/v1/entries/" + reversed.reversal().id(),
                        json -> writer.posted(json, reversed.reversal(), reversed.lines(), at)));
    }
}
