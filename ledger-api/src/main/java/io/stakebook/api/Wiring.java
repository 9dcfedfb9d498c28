package io.stakebook.api;

import io.stakebook.api.security.WallClock;
import io.stakebook.api.security.evidence.MaxMindIpCountry;
import io.stakebook.api.security.evidence.MaxMindIpFlags;
import io.stakebook.api.settings.RefusedSetting;
import io.stakebook.api.settings.Settings;
import io.stakebook.api.signing.Ed25519NoteSigner;
import io.stakebook.core.accrual.AccrualLines;
import io.stakebook.core.accrual.AccrualReads;
import io.stakebook.core.accrual.AccrualRunner;
import io.stakebook.core.accrual.AccrualRuns;
import io.stakebook.core.closing.Checklists;
import io.stakebook.core.closing.ClosingLedger;
import io.stakebook.core.closing.OpenWork;
import io.stakebook.core.closing.PeriodCloser;
import io.stakebook.core.closing.Periods;
import io.stakebook.core.error.LedgerException;
import io.stakebook.core.event.Origin;
import io.stakebook.core.export.BundleStore;
import io.stakebook.core.export.ExportDesk;
import io.stakebook.core.export.ExportJobs;
import io.stakebook.core.export.ExportRunner;
import io.stakebook.core.export.LeafLog;
import io.stakebook.core.export.SignedHead;
import io.stakebook.core.id.IdSource;
import io.stakebook.core.id.TimeOrderedIds;
import io.stakebook.core.logkey.LogKeys;
import io.stakebook.core.money.Asset;
import io.stakebook.core.money.AssetCode;
import io.stakebook.core.money.Assets;
import io.stakebook.core.posting.PostingEngine;
import io.stakebook.core.presence.MainlandDays;
import io.stakebook.core.presence.MainlandWatch;
import io.stakebook.core.product.Products;
import io.stakebook.core.proof.note.NoteSigner;
import io.stakebook.core.reconciliation.AccruedDays;
import io.stakebook.core.reconciliation.OnePersonLimit;
import io.stakebook.core.reconciliation.ReconciliationDesk;
import io.stakebook.core.reconciliation.Reconciliations;
import io.stakebook.core.regions.ImpactCalculator;
import io.stakebook.core.regions.Population;
import io.stakebook.policy.PolicyException;
import io.stakebook.policy.geo.CompactIpCountry;
import io.stakebook.policy.geo.IpCountry;
import io.stakebook.policy.geo.IpFlags;
import io.stakebook.policy.geo.TrustedProxies;
import io.stakebook.policy.model.PolicySet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** Every object of the pure modules is made here, by constructor: what hangs on what is read here. */
@ApplicationScoped
public class Wiring {

    @Produces
    @Singleton
    public Settings settings() {
        return Settings.read(ConfigProvider.getConfig());
    }

    @Produces
    @Singleton
    @WallClock
    public Clock wallClock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    public IdSource ids(Clock clock) {
        return new TimeOrderedIds(clock, new SecureRandom());
    }

    @Produces
    @Singleton
    public PolicySet policies() {
        return PolicySet.shipped();
    }

    /** One value, so that a node's events and checkpoints cannot name two logs. */
    @Produces
    @Singleton
    public Origin origin(Settings settings) {
        return settings.origin();
    }

    @Produces
    @Singleton
    public ImpactCalculator impactCalculator(Population population, PolicySet policies) {
        return new ImpactCalculator(population, policies);
    }

    @Produces
    @Singleton
    public TrustedProxies trustedProxies(Settings settings) {
        try {
            return TrustedProxies.of(settings.trustedProxies());
        } catch (PolicyException.InvalidAddress e) {
            throw new RefusedSetting("stakebook.trusted-proxies", "is a list of networks: " + e.getMessage(), e);
        }
    }

    @Produces
    @Singleton
    public IpCountry ipCountry(Settings settings) {
        if (settings.geoFile().isEmpty()) {
            return CompactIpCountry.shipped();
        }
        Path file = settings.geoFile().get();
        try {
            return file.toString().endsWith(".mmdb") ? MaxMindIpCountry.open(file) : CompactIpCountry.load(file);
        } catch (IOException | PolicyException.InvalidAddress e) {
            throw new RefusedSetting(
                    "stakebook.geo.file", "names a file that is no address data set: " + e.getMessage(), e);
        }
    }

    @Produces
    @Singleton
    public IpFlags ipFlags(Settings settings) {
        if (settings.anonymousIpFile().isEmpty()) {
            return IpFlags.notKnown();
        }
        try {
            return MaxMindIpFlags.open(settings.anonymousIpFile().get());
        } catch (IOException e) {
            throw new RefusedSetting(
                    "stakebook.geo.anonymous-ip-file",
                    "names a file that is no data set of anonymous addresses: " + e.getMessage(),
                    e);
        }
    }

    @Produces
    @Singleton
    public MainlandWatch mainlandWatch(MainlandDays days, Clock clock) {
        return new MainlandWatch(days, clock);
    }

    @Produces
    @Singleton
    public NoteSigner noteSigner(Settings settings) {
        Path file = settings.signingKey()
                .orElseThrow(() -> new RefusedSetting("stakebook.keys.signing", "is required to sign the log's head"));
        try {
            return Ed25519NoteSigner.read(file, settings.origin().name());
        } catch (IOException e) {
            throw new RefusedSetting("stakebook.keys.signing", "names no usable key: " + e.getMessage(), e);
        }
    }

    @Produces
    @Singleton
    public AccrualRunner accrualRunner(
            PostingEngine engine,
            AccrualReads reads,
            AccrualRuns runs,
            AccrualLines lines,
            Products products,
            IdSource ids,
            Settings settings) {
        return new AccrualRunner(engine, reads, runs, lines, products, ids, settings.accrualInFlight());
    }

    @Produces
    @Singleton
    public PeriodCloser periodCloser(PostingEngine engine, Periods periods, ClosingLedger ledger) {
        return new PeriodCloser(engine, periods, ledger);
    }

    @Produces
    @Singleton
    public Checklists checklists(OpenWork work, ClosingLedger ledger, Assets assets) {
        return new Checklists(work, ledger, assets);
    }

    @Produces
    @Singleton
    public ReconciliationDesk reconciliationDesk(
            Products products,
            Assets assets,
            AccruedDays accruals,
            Reconciliations reconciliations,
            Settings settings,
            IdSource ids,
            Clock clock) {
        return new ReconciliationDesk(
                products, assets, accruals, reconciliations, onePersonLimit(settings, assets), ids, clock);
    }

    private static OnePersonLimit onePersonLimit(Settings settings, Assets assets) {
        Map<AssetCode, BigInteger> units = new HashMap<>();
        settings.onePersonUpTo().forEach((name, coins) -> {
            try {
                Asset asset = assets.get(new AssetCode(name));
                units.put(asset.code(), coins.movePointRight(asset.scale()).toBigIntegerExact());
            } catch (LedgerException | ArithmeticException e) {
                throw new RefusedSetting(
                        Settings.ONE_PERSON_UP_TO,
                        "names assets of this book and amounts they can hold; one of them is not: " + name,
                        e);
            }
        });
        return new OnePersonLimit(units);
    }

    @Produces
    @Singleton
    public BundleStore bundleStore(Settings settings) {
        try {
            return new BundleStore(settings.exportsDirectory());
        } catch (IOException e) {
            throw new RefusedSetting("stakebook.exports.directory", "names no directory that can be written to", e);
        }
    }

    @Produces
    @Singleton
    public ExportDesk exportDesk(ExportJobs jobs, LeafLog log, IdSource ids, Clock clock) {
        return new ExportDesk(jobs, log, ids, clock);
    }

    @Produces
    @Singleton
    public ExportRunner exportRunner(
            ExportJobs jobs, LeafLog log, LogKeys keys, NoteSigner signer, BundleStore bundles, Clock clock) {
        return new ExportRunner(jobs, log, keys, signer, bundles, clock);
    }

    @Produces
    @Singleton
    public SignedHead signedHead(LeafLog log, NoteSigner signer) {
        return new SignedHead(log, signer);
    }
}
