package io.stakebook.api.generaljournal;

import io.stakebook.api.http.body.BodyReader;
import io.stakebook.api.http.body.Field;
import io.stakebook.api.http.body.JsonTree.Members;
import io.stakebook.api.http.body.JsonTree.Text;
import io.stakebook.api.journal.IfPeriodClosed;
import io.stakebook.core.account.AccountName;
import io.stakebook.core.account.Side;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.generaljournal.Condition;
import io.stakebook.core.generaljournal.Condition.Comparison;
import io.stakebook.core.generaljournal.Condition.Named;
import io.stakebook.core.generaljournal.DraftLine;
import io.stakebook.core.generaljournal.Item;
import io.stakebook.core.generaljournal.PostEntries;
import io.stakebook.core.id.EntryId;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.journal.Phase;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.Assets;
import io.stakebook.core.wire.WireName;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the entries of one request; remembers account names, which repeat, and the ids the caller made. */
final class EntryForm {

    private static final String ENTRY_ID = "entryId";

    private final Assets assets;
    private final IdSource ids;
    private final Map<String, AccountName> accounts = new HashMap<>();
    private final Set<EntryId> clientMade = new HashSet<>();

    EntryForm(Assets assets, IdSource ids) {
        this.assets = assets;
        this.ids = ids;
    }

    /** Ids that came with the request, so that they may be in the book already. */
    Set<EntryId> clientMade() {
        return clientMade;
    }

    /** The indexes of entries rest on ids that rise with time. */
    private static EntryId clientMade(String text) {
        EntryId id = EntryId.parse(text);
        if (id.value().version() != 7 || id.value().variant() != 2) {
            throw new Rejected(
                    ErrorCode.ID_MALFORMED,
                    "an entry id of your own is a UUID of version 7 (RFC 9562), not \"" + text + "\"",
                    Map.of("prefix", EntryId.PREFIX));
        }
        return id;
    }

    /** The id that an item carries which cannot be read whole. */
    static Optional<EntryId> named(Members item) {
        try {
            return item.members().get(ENTRY_ID) instanceof Text text
                    ? Optional.of(EntryId.parse(text.value()))
                    : Optional.empty();
        } catch (Rejected noId) {
            return Optional.empty();
        }
    }

    Item.Draft read(BodyReader in) {
        Field<Optional<EntryId>> id = in.optionalParsed(ENTRY_ID, EntryForm::clientMade);
        Field<Optional<Instant>> effectiveAt = in.optionalTime("effectiveAt");
        Field<Optional<LocalDate>> businessDate = in.optionalDate("businessDate");
        Field<Optional<IfPeriodClosed>> late = IfPeriodClosed.in(in);
        Field<Optional<String>> memo = in.optionalFreeText("memo");
        Field<Optional<Phase>> reserve = in.optionalObject("reserve", EntryForm::reserve);
        Field<List<DraftLine>> lines = in.objects("postings", PostEntries.MAX_LINES, this::line);
        in.finish();
        id.get().ifPresent(clientMade::add);
        return new Item.Draft(
                id.get().orElseGet(() -> new EntryId(ids.next())),
                id.get().isPresent(),
                reserve.get().orElseGet(Phase.Posted::new),
                effectiveAt.get().orElse(null),
                businessDate.get().orElse(null),
                lines.get(),
                IfPeriodClosed.said(late.get()),
                memo.get().orElse(null));
    }

    private static Phase reserve(BodyReader in) {
        return new Phase.Reserved(in.optionalTime("expiresAt").get().orElse(null));
    }

    private DraftLine line(BodyReader in) {
        Field<AccountName> account = in.parsed("account", text -> accounts.computeIfAbsent(text, AccountName::parse));
        Field<Side> side = in.oneOf("side", Side.class);
        Field<Amount> amount = in.amount(assets);
        Field<Optional<Long>> version = in.optionalNumber("expectedVersion", 0, Long.MAX_VALUE);
        Field<Optional<List<Condition>>> conditions = in.depending(
                "conditions", account, known -> in.optionalObject("conditions", each -> conditions(each, known)));
        return new DraftLine(
                account.get(),
                side.get(),
                amount.get(),
                version.get().orElse(null),
                conditions.get().orElse(List.of()));
    }

    /** Bounds are in the asset of the account. */
    private List<Condition> conditions(BodyReader in, AccountName account) {
        Asset asset = in.built(() -> assets.get(account.asset()));
        List<Condition> conditions = new ArrayList<>();
        for (Named balance : Named.values()) {
            in.optionalObject(WireName.of(balance), bounds -> bounds(bounds, asset, balance))
                    .get()
                    .ifPresent(conditions::addAll);
        }
        return conditions;
    }

    private static List<Condition> bounds(BodyReader in, Asset asset, Named balance) {
        List<Condition> conditions = new ArrayList<>();
        for (Comparison comparison : Comparison.values()) {
            Optional<BigInteger> units =
                    in.optionalSigned(WireName.of(comparison), asset).get();
            units.ifPresent(bound -> conditions.add(new Condition(balance, comparison, bound)));
        }
        return conditions;
    }
}
