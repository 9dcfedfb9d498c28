package io.stakebook.api.product;

import io.stakebook.api.http.json.JsonObjectWriter;
import io.stakebook.core.money.Asset;
import io.stakebook.core.product.Product;
import io.stakebook.core.product.ProductView;
import io.stakebook.core.product.terms.EarlyRedemption;
import io.stakebook.core.product.terms.FixedTerms;
import io.stakebook.core.product.terms.SubscriptionBounds;
import io.stakebook.core.product.terms.Terms;
import io.stakebook.core.product.terms.TermsVersion;
import io.stakebook.core.product.terms.Tier;
import io.stakebook.core.wire.WireName;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Writes products and terms. */
final class ProductJson {

    private final Asset asset;

    ProductJson(Asset asset) {
        this.asset = asset;
    }

    void view(JsonObjectWriter json, ProductView view) {
        product(json, view.product(), view.terms());
        json.text("state", WireName.of(view.state()))
                .text("principal", decimal(view.usage().principal()));
    }

    void product(JsonObjectWriter json, Product product, TermsVersion version) {
        json.id("id", product.id())
                .id("asset", product.asset())
                .text("kind", WireName.of(product.kind()))
                .flag("subscribeEnabled", product.subscribeEnabled())
                .flag("redeemEnabled", product.redeemEnabled())
                .number("termsVersion", version.version())
                .time("publishedAt", version.publishedAt())
                .object("terms", inner -> terms(inner, version.terms()))
                .time("createdAt", product.createdAt())
                .date("lastRunDay", product.lastRunDay());
    }

    void version(JsonObjectWriter json, TermsVersion version) {
        json.number("version", version.version())
                .time("publishedAt", version.publishedAt())
                .object("terms", inner -> terms(inner, version.terms()));
    }

    private void terms(JsonObjectWriter json, Terms terms) {
        json.text("kind", WireName.of(terms.kind()))
                .objects("tiers", terms.earning().ladder().tiers(), this::tier)
                .id("commissionRate", terms.earning().commission())
                .text("yieldSource", WireName.of(terms.earning().yieldSource()))
                .text("valueDateRule", WireName.of(terms.earning().valueDateRule()))
                .text("payoutAccount", WireName.of(terms.earning().payoutAccount()))
                .object("limits", inner -> limits(inner, terms.limits()))
                .text("payoutSchedule", WireName.of(terms.payoutSchedule()));
        if (terms instanceof FixedTerms fixed) {
            json.number("termDays", fixed.termDays())
                    .object("earlyRedemption", inner -> early(inner, fixed.earlyRedemption()));
        } else {
            json.text("snapshot", WireName.of(terms.snapshot()));
        }
    }

    private void tier(JsonObjectWriter json, Tier tier) {
        json.text("from", decimal(tier.from()))
                .text("to", decimal(tier.toOrNull()))
                .id("apr", tier.apr());
    }

    private void limits(JsonObjectWriter json, SubscriptionBounds limits) {
        json.text("minimum", decimal(limits.minimum()))
                .text("maximum", decimal(limits.maximumOrNull()))
                .text("step", decimal(limits.step()))
                .text("personalCap", decimal(limits.personalCapOrNull()))
                .text("capacity", decimal(limits.capacityOrNull()));
    }

    private static void early(JsonObjectWriter json, EarlyRedemption rule) {
        if (rule instanceof EarlyRedemption.ReducedRate reduced) {
            json.text("rule", "reduced_rate").id("apr", reduced.apr());
        } else {
            json.text("rule", rule instanceof EarlyRedemption.ForfeitRewards ? "forfeit_rewards" : "forbidden");
        }
    }

    private @Nullable String decimal(@Nullable BigInteger units) {
        return units == null ? null : asset.format(units);
    }
}
