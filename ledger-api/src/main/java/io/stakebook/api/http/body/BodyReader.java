package io.stakebook.api.http.body;

import io.stakebook.api.http.body.JsonTree.Flag;
import io.stakebook.api.http.body.JsonTree.Items;
import io.stakebook.api.http.body.JsonTree.Members;
import io.stakebook.api.http.body.JsonTree.Nothing;
import io.stakebook.api.http.body.JsonTree.Numeral;
import io.stakebook.api.http.body.JsonTree.Text;
import io.stakebook.api.http.problem.ApiCode;
import io.stakebook.api.http.problem.ErrorStatus;
import io.stakebook.api.http.problem.FieldError;
import io.stakebook.api.http.problem.RefusedRequest;
import io.stakebook.core.error.ErrorCode;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.error.Rejected;
import io.stakebook.core.error.Shown;
import io.stakebook.core.journal.FreeText;
import io.stakebook.core.money.Amount;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.money.Assets;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of one object by name and type, and gathers everything that is wrong with it, so that the caller
 * learns all of it at once. A member nobody asked for is an error: a misspelt option must not be ignored in silence.
 */
public final class BodyReader {

    private static final int LONGEST_ITEM = 64;
    /** Characters of the smallest 64-bit number; what is longer is beyond every bound and need not be read. */
    private static final int LONGEST_LONG = 20;

    private static final BigInteger BEYOND = BigInteger.ONE.shiftLeft(64);

    private final Members object;
    private final String pointer;
    private final List<FieldError> errors;
    private final List<Integer> statuses;
    private final Set<String> asked = new HashSet<>();
    private final List<BodyReader> children = new ArrayList<>();

    BodyReader(Members object) {
        this(object, "");
    }

    /** @param pointer where the object stands in the body, empty for the body itself */
    BodyReader(Members object, String pointer) {
        this(object, pointer, new ArrayList<>(), new ArrayList<>());
    }

    private BodyReader(Members object, String pointer, List<FieldError> errors, List<Integer> statuses) {
        this.object = object;
        this.pointer = pointer;
        this.errors = errors;
        this.statuses = statuses;
    }

    /** A required string of 1 to {@code longest} characters. */
    public Field<String> text(String name, int longest) {
        return required(name, tree -> string(name, tree, longest));
    }

    public Field<Optional<String>> optionalText(String name, int longest) {
        return optional(name, tree -> string(name, tree, longest));
    }

    /** A required text of 1 to 500 characters that an event can hold and a reader sees: see {@link FreeText}. */
    public Field<String> freeText(String name) {
        return parsed(name, text -> free(name, text));
    }

    public Field<Optional<String>> optionalFreeText(String name) {
        return optionalParsed(name, text -> free(name, text));
    }

    private static String free(String name, String text) {
        FreeText.require(name, text);
        return text;
    }

    /** An array of at most {@code most} strings of up to 64 characters. */
    public Field<Optional<List<String>>> optionalTexts(String name, int most) {
        return optional(name, tree -> strings(name, tree, most));
    }

    /** A required string that a parser of the core turns into a value; the parser's refusal becomes the finding. */
    public <T> Field<T> parsed(String name, Function<String, T> parser) {
        return required(name, tree -> parse(name, tree, parser));
    }

    public <T> Field<Optional<T>> optionalParsed(String name, Function<String, T> parser) {
        return optional(name, tree -> parse(name, tree, parser));
    }

    /** One of a closed set, in lower case on the wire. */
    public <E extends Enum<E>> Field<E> oneOf(String name, Class<E> type) {
        return required(name, tree -> enumValue(name, tree, type));
    }

    public <E extends Enum<E>> Field<Optional<E>> optionalOneOf(String name, Class<E> type) {
        return optional(name, tree -> enumValue(name, tree, type));
    }

    /** True or false; false when absent. */
    public Field<Boolean> flag(String name) {
        Field<Optional<Boolean>> read = optional(name, tree -> truth(name, tree));
        return read.isMissing() ? Field.missing() : Field.of(read.get().orElse(false));
    }

    public Field<Boolean> requiredFlag(String name) {
        return required(name, tree -> truth(name, tree));
    }

    /** A whole JSON number from {@code least} to {@code most}; for counts and versions, never for money. */
    public Field<Long> number(String name, long least, long most) {
        return required(name, tree -> whole(name, tree, least, most));
    }

    public Field<Optional<Long>> optionalNumber(String name, long least, long most) {
        return optional(name, tree -> whole(name, tree, least, most));
    }

    /** RFC 3339 with an offset, years 1970 to 9999. */
    public Field<Optional<Instant>> optionalTime(String name) {
        return optional(name, tree -> parse(name, tree, CallersTime::instant));
    }

    public Field<Instant> time(String name) {
        return required(name, tree -> parse(name, tree, CallersTime::instant));
    }

    /** ISO 8601 calendar date, years 1970 to 9999. */
    public Field<LocalDate> date(String name) {
        return required(name, tree -> day(name, tree));
    }

    public Field<Optional<LocalDate>> optionalDate(String name) {
        return optional(name, tree -> day(name, tree));
    }

    /** The two members of an amount read together: the scale of the asset decides what an amount may be. */
    public Field<Amount> amount(Assets assets) {
        Field<Asset> asset = parsed("asset", text -> assets.get(new AssetCode(text)));
        return depending(
                "amount", asset, known -> required("amount", tree -> decimal("amount", tree, known::parsePositive)));
    }

    /** An amount of an asset that is known from elsewhere, absent when it was left out. */
    public Field<Optional<Amount>> optionalAmount(String name, Asset asset) {
        return optional(name, tree -> decimal(name, tree, asset::parsePositive));
    }

    /** A balance or a bound of that asset, zero and below allowed; in units. */
    public Field<Optional<BigInteger>> optionalSigned(String name, Asset asset) {
        return optional(name, tree -> decimal(name, tree, asset::parseSigned));
    }

    /** A value for a member that this body does not have; the member itself stays refused. */
    public <T> Field<T> absent(T value) {
        return Field.of(value);
    }

    /**
     * Reads a member that can only be read once another one is known; when that one was wrong, its own finding says
     * enough.
     */
    public <A, T> Field<T> depending(String name, Field<A> known, Function<A, Field<T>> reader) {
        asked.add(name);
        return known.isMissing() ? Field.missing() : reader.apply(known.get());
    }

    /** A value made of members read before; a rule they break together becomes a finding about the named one. */
    public <T> Field<T> combined(String name, Supplier<T> value) {
        try {
            return Field.of(value.get());
        } catch (FieldMissing e) {
            return Field.missing();
        } catch (LedgerException e) {
            refuse(name, e.code().name(), ErrorStatus.of(e.code()), e.detail());
            return Field.missing();
        }
    }

    /** Builds the object's value, when its members were right; a rule it breaks becomes the object's finding. */
    public <T> T built(Supplier<T> value) {
        try {
            return value.get();
        } catch (LedgerException e) {
            errors.add(new FieldError(pointer, e.code().name(), e.detail()));
            statuses.add(ErrorStatus.of(e.code()));
            throw new FieldMissing();
        }
    }

    /**
     * Refuses a member that breaks a rule beside others.
     *
     * @param member pointer below this object, without a slash in front
     */
    public RuntimeException refused(String member, ErrorCode code, String detail) {
        refuse(member, code.name(), ErrorStatus.of(code), detail);
        return new FieldMissing();
    }

    /** A required object read by the given function with a reader of its own. */
    public <T> Field<T> object(String name, Function<BodyReader, T> reader) {
        return required(name, tree -> inner(name, tree, reader));
    }

    public <T> Field<Optional<T>> optionalObject(String name, Function<BodyReader, T> reader) {
        return optional(name, tree -> inner(name, tree, reader));
    }

    /** A required array of at most {@code longest} objects. */
    public <T> Field<List<T>> objects(String name, int longest, Function<BodyReader, T> reader) {
        return required(name, tree -> inners(name, tree, longest, reader));
    }

    public <T> Field<Optional<List<T>>> optionalObjects(String name, int longest, Function<BodyReader, T> reader) {
        return optional(name, tree -> inners(name, tree, longest, reader));
    }

    /** @throws RefusedRequest when anything was wrong, with every finding */
    public void finish() {
        refuseUnknown();
        if (!errors.isEmpty()) {
            throw RefusedRequest.ofBody(errors, statuses.get(0));
        }
    }

    /** Lets a form read what it asks for; every finding so far is told when it stops half way. */
    <T> T whole(Function<BodyReader, T> form) {
        try {
            return form.apply(this);
        } catch (FieldMissing e) {
            throw failure(e);
        }
    }

    /** The findings so far, when the reading stopped half way. */
    RuntimeException failure(FieldMissing stopped) {
        return errors.isEmpty() ? stopped : RefusedRequest.ofBody(errors, statuses.get(0));
    }

    /** A member that is read by other means. */
    void know(String name) {
        asked.add(name);
    }

    private void refuseUnknown() {
        for (String name : object.members().keySet()) {
            if (!asked.contains(name)) {
                refuse(
                        name,
                        ApiCode.MEMBER_UNKNOWN.name(),
                        ApiCode.MEMBER_UNKNOWN.status(),
                        "this member is not known here; known are "
                                + asked.stream().sorted().toList());
            }
        }
        children.forEach(BodyReader::refuseUnknown);
    }

    private <T> Field<T> required(String name, Function<JsonTree, @Nullable T> reader) {
        asked.add(name);
        JsonTree tree = object.members().get(name);
        if (tree == null || tree instanceof Nothing) {
            refuse(name, ApiCode.MEMBER_MISSING.name(), ApiCode.MEMBER_MISSING.status(), "this member is required");
            return Field.missing();
        }
        T value = reader.apply(tree);
        return value == null ? Field.missing() : Field.of(value);
    }

    private <T> Field<Optional<T>> optional(String name, Function<JsonTree, @Nullable T> reader) {
        asked.add(name);
        JsonTree tree = object.members().get(name);
        if (tree == null || tree instanceof Nothing) {
            return Field.of(Optional.empty());
        }
        T value = reader.apply(tree);
        return value == null ? Field.missing() : Field.of(Optional.of(value));
    }

    private @Nullable String string(String name, JsonTree tree, int longest) {
        if (!(tree instanceof Text text)) {
            wrongType(name, "a string", tree);
            return null;
        }
        int length = text.value().codePointCount(0, text.value().length());
        if (text.value().isBlank() || length > longest) {
            refuse(
                    name,
                    ErrorCode.FIELD_INVALID.name(),
                    400,
                    "has 1 to " + longest + " characters that are not all blank, not " + length);
            return null;
        }
        return text.value();
    }

    private @Nullable List<String> strings(String name, JsonTree tree, int most) {
        if (!(tree instanceof Items items)) {
            wrongType(name, "an array", tree);
            return null;
        }
        List<String> values = new ArrayList<>();
        for (JsonTree item : items.items()) {
            String value = string(name, item, LONGEST_ITEM);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        if (values.size() > most) {
            refuse(name, ErrorCode.FIELD_INVALID.name(), 400, "holds at most " + most + " items, not " + values.size());
            return null;
        }
        return values;
    }

    private <T> @Nullable T parse(String name, JsonTree tree, Function<String, T> parser) {
        if (!(tree instanceof Text text)) {
            wrongType(name, "a string", tree);
            return null;
        }
        try {
            return parser.apply(text.value());
        } catch (LedgerException e) {
            refuse(name, e.code().name(), ErrorStatus.of(e.code()), e.detail());
            return null;
        } catch (DateTimeException e) {
            refuse(
                    name,
                    ErrorCode.FIELD_INVALID.name(),
                    400,
                    "is a time of RFC 3339 such as 2026-11-22T10:00:00Z, " + CallersTime.RULE + ", not \""
                            + Shown.of(text.value()) + "\"");
            return null;
        }
    }

    private @Nullable LocalDate day(String name, JsonTree tree) {
        return parse(name, tree, text -> {
            try {
                return CallersTime.date(text);
            } catch (DateTimeException e) {
                throw new Rejected(
                        ErrorCode.FIELD_INVALID,
                        "is a date such as 2026-11-22, " + CallersTime.RULE + ", not \"" + Shown.of(text) + "\"");
            }
        });
    }

    private <E extends Enum<E>> @Nullable E enumValue(String name, JsonTree tree, Class<E> type) {
        if (!(tree instanceof Text text)) {
            wrongType(name, "a string", tree);
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (wire(constant).equals(text.value())) {
                return constant;
            }
        }
        List<String> known =
                Arrays.stream(type.getEnumConstants()).map(BodyReader::wire).toList();
        refuse(
                name,
                ErrorCode.ENUM_UNKNOWN.name(),
                400,
                "is one of " + known + ", not \"" + Shown.of(text.value()) + "\"");
        return null;
    }

    private @Nullable Boolean truth(String name, JsonTree tree) {
        if (tree instanceof Flag flag) {
            return flag.value();
        }
        wrongType(name, "true or false", tree);
        return null;
    }

    private @Nullable Long whole(String name, JsonTree tree, long least, long most) {
        if (!(tree instanceof Numeral numeral)) {
            wrongType(name, "a whole number", tree);
            return null;
        }
        String text = numeral.lexical();
        if (!text.matches("-?[0-9]+")) {
            refuse(
                    name,
                    ApiCode.MEMBER_TYPE_WRONG.name(),
                    ApiCode.MEMBER_TYPE_WRONG.status(),
                    "is a whole number, not " + Shown.of(text));
            return null;
        }
        BigInteger value = text.length() > LONGEST_LONG ? BEYOND : new BigInteger(text);
        if (value.compareTo(BigInteger.valueOf(least)) < 0 || value.compareTo(BigInteger.valueOf(most)) > 0) {
            refuse(
                    name,
                    ErrorCode.FIELD_INVALID.name(),
                    400,
                    "is from " + least + " to " + most + ", not " + Shown.of(text));
            return null;
        }
        return value.longValueExact();
    }

    private <T> @Nullable T decimal(String name, JsonTree tree, Function<String, T> parser) {
        if (tree instanceof Numeral number) {
            refuse(
                    name,
                    ApiCode.AMOUNT_NOT_A_STRING.name(),
                    ApiCode.AMOUNT_NOT_A_STRING.status(),
                    "is a decimal string such as \"1.5\", not the number " + Shown.of(number.lexical())
                            + ": a JSON number loses digits on its way");
            return null;
        }
        return parse(name, tree, parser);
    }

    private <T> @Nullable T inner(String name, JsonTree tree, Function<BodyReader, T> reader) {
        if (!(tree instanceof Members members)) {
            wrongType(name, "an object", tree);
            return null;
        }
        int before = errors.size();
        BodyReader child = new BodyReader(members, pointer + "/" + name, errors, statuses);
        children.add(child);
        try {
            return reader.apply(child);
        } catch (FieldMissing e) {
            if (errors.size() == before) {
                throw e;
            }
            // It stopped half way, so what it did not ask for is not known to be unknown.
            children.remove(child);
            return null;
        }
    }

    private <T> @Nullable List<T> inners(String name, JsonTree tree, int longest, Function<BodyReader, T> reader) {
        if (!(tree instanceof Items items)) {
            wrongType(name, "an array", tree);
            return null;
        }
        if (items.items().size() > longest) {
            refuse(
                    name,
                    ErrorCode.FIELD_INVALID.name(),
                    400,
                    "holds at most " + longest + " items, not " + items.items().size());
            return null;
        }
        List<T> values = new ArrayList<>(items.items().size());
        for (int i = 0; i < items.items().size(); i++) {
            T value = inner(name + "/" + i, items.items().get(i), reader);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private void wrongType(String name, String wanted, JsonTree tree) {
        refuse(
                name,
                ApiCode.MEMBER_TYPE_WRONG.name(),
                ApiCode.MEMBER_TYPE_WRONG.status(),
                "is " + wanted + ", not " + tree.kind());
    }

    private void refuse(String name, String code, int status, String detail) {
        errors.add(new FieldError(pointer + "/" + name, code, detail));
        statuses.add(status);
    }

    private static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
