package io.stakebook.launcher.demo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The people of the demo. */
final class Cast {

    /**
     * A customer.
     *
     * @param id customer id, the subject of their token
     * @param address the network address they come from
     * @param facts what is on file about them
     */
    record Person(String name, String id, String address, Map<String, String> facts) {}

    static final Person MEI = resident("Mei", "a1", "HK", "223.197.0.10");
    static final Person ARUN = resident("Arun", "a2", "SG", "165.21.0.10");
    static final Person GRETA = resident("Greta", "a3", "DE", "91.0.0.10");
    static final Person HARUKI = resident("Haruki", "a4", "JP", "133.11.0.10");
    static final Person BEATRIZ = resident("Beatriz", "a5", "BR", "200.160.0.10");
    static final Person OLIVER = resident("Oliver", "a6", "GB", "81.2.69.160");

    /** Lives in Hong Kong at first and in Shanghai later. */
    static final Person LIN = resident("Lin", "a7", "HK", "223.197.0.20");

    /** Lives in Shanghai and never gets an account. */
    static final Person WANG = resident("Wang", "a8", "CN", "202.96.0.10");

    /** An address in the mainland, whoever uses it. */
    static final String MAINLAND_ADDRESS = "114.114.114.114";

    /** An address no data set places anywhere, as hidden callers have. */
    static final String HIDDEN_ADDRESS = "198.18.0.1";

    /** Everyone who gets an account. */
    static final List<Person> CUSTOMERS = List.of(MEI, ARUN, GRETA, HARUKI, BEATRIZ, OLIVER, LIN);

    /** What is on file about Lin after moving. */
    static final Map<String, String> LIN_IN_SHANGHAI =
            with(LIN, "residency", "CN").facts();

    /** What is on file about Haruki once he carries a mainland phone, which alone means little. */
    static final Map<String, String> HARUKI_WITH_MAINLAND_PHONE =
            with(HARUKI, "phoneCountry", "CN").facts();

    private Cast() {}

    private static Person with(Person person, String fact, String value) {
        Map<String, String> facts = new TreeMap<>(person.facts());
        facts.put(fact, value);
        return new Person(person.name(), person.id(), person.address(), Map.copyOf(facts));
    }

    /** @param last two hexadecimal digits that end the id, a version 7 UUID without dashes */
    private static Person resident(String name, String last, String country, String address) {
        return new Person(
                name,
                "cust_0192f0000000700080000000000000" + last,
                address,
                Map.of(
                        "subjectType", "individual",
                        "residency", country,
                        "residencyVerified", "yes",
                        "nationality", country,
                        "docIssuer", country,
                        "docType", "passport",
                        "phoneCountry", country));
    }
}
