package io.stakebook.api.submission;

import io.stakebook.policy.model.Reason;

/** What a reason says to the person it stops, in one sentence without codes and thresholds. */
final class ReasonSentence {

    private ReasonSentence() {}

    static String of(Reason reason) {
        return switch (reason) {
            case CN_DOMESTIC ->
                "The law does not let us offer this to people who live in mainland China"
                        + " or to firms registered there.";
            case CN_DOMESTIC_237 ->
                "The law of that time did not let us offer virtual currency to people who live in mainland"
                        + " China or to firms registered there.";
            case CN_CONTROLLED -> "We do not offer this to firms controlled from mainland China.";
            case CN_MINORITY_CONTROL ->
                "Part of this firm is held from mainland China, so we have to look at who controls it first.";
            case CN_PRESENCE -> "The law does not let us do this while the request comes from mainland China.";
            case CN_EXIT -> "Leaving is open: nothing new may be started, and everything held may be taken out.";
            case CN_EXIT_CLAIM -> "Leaving is open, and our staff completes what is taken out from now on.";
            case EXIT_ALWAYS -> "Leaving is always open.";
            case CN_WINDDOWN_ACCRUAL -> "Rewards go on for a limited time while the position is wound down.";
            case CN_ACCRUAL_ENDED -> "The time in which a position from mainland China still earned rewards is over.";
            case NO_NEXUS_STATUS -> "Rewards go on as agreed.";
            case LEGAL_HOLD ->
                "A legal order holds this account, and nothing but reading it is possible until the order is"
                        + " lifted.";
            case FIAT_RAIL_CN ->
                "The law does not let us move money over bank accounts or payment services of mainland China"
                        + " for this.";
            case RMB_PEG_UNAPPROVED ->
                "A token tied to the Chinese yuan needs the consent of the Chinese authorities, and we"
                        + " know of none.";
            case CN_ISSUE_OVERSEAS ->
                "Issuing a token abroad from mainland China needs an approval that we do not have on file.";
            case RWA_CN_DOMESTIC ->
                "Tokens of real assets are open to people and firms in mainland China only with an approval"
                        + " and on an approved infrastructure.";
            case RWA_CN_UNDERLYING_UNFILED ->
                "The assets behind this token lie in mainland China, and no valid filing for them is on file.";
            case CN_ASSIST -> "The law does not let us market this, or work with partners for it, in mainland China.";
            case CN_INFRA -> "The law does not let us run this on machines in mainland China.";
            case LOCATION_HIDDEN ->
                "The connection hides where the request comes from, so please ask again over an ordinary one.";
            case UNKNOWN_LOCATION ->
                "We cannot tell where the request comes from, and no place of residence has been proved yet.";
            case CN_PHONE_UNVERIFIED ->
                "A phone number of mainland China needs a proof of residence elsewhere before an account"
                        + " can be opened.";
            case CN_WEAK_ACCUMULATED ->
                "Several details point to mainland China, so we have to check the place of residence first.";
            case CN_CONFLICT ->
                "The tax residence given is in mainland China and the place of residence is not, so we have to"
                        + " clear that up first.";
            case CN_IP_HISTORY ->
                "Many requests of late came from mainland China, so we have to check the place of residence"
                        + " first.";
            case CN_THEN_HIDDEN ->
                "A request came from mainland China a short while ago and this one hides where it comes from,"
                        + " so we have to check first.";
            case HIDDEN_IP_WITH_SIGNAL ->
                "The connection does not show where the request comes from and other details point to"
                        + " mainland China, so we have to check first.";
            case HIDDEN_IP_VERIFIED ->
                "The place of residence is proved, so a connection that does not show its place is accepted.";
            case POA_STALE -> "The proof of address is old, and we will ask for a new one.";
            case POA_STALE_WITH_SIGNAL -> "The proof of address is too old, so we need a new one first.";
            case KYC_INCOMPLETE -> "The place of residence has not been proved yet, so we need a proof of it first.";
            case WEAK_ONLY -> "Some details point to mainland China, and they do not stand in the way.";
            case NO_CN_NEXUS -> "Nothing ties this request to mainland China.";
            case APPROVED -> "An approval on file permits this.";
            case OVERRIDE -> "An officer has checked this and permits it.";
            case NO_RULE_IN_FORCE -> "No rule stood against this at the time.";
            case REGION_NO_NEW -> "At present we start nothing new in this region.";
            case REGION_EXIT_ONLY ->
                "We are leaving this region: nothing new may be started, and everything held may be taken out.";
            case REGION_STOP_REWARD -> "Positions in this region earn no rewards at present.";
        };
    }
}
