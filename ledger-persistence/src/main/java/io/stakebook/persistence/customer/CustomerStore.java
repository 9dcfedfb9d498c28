package io.stakebook.persistence.customer;

import io.stakebook.core.customer.Customer;
import io.stakebook.core.decision.DeclaredFacts;
import io.stakebook.core.id.CustomerId;
import io.stakebook.persistence.posting.RecordStore;
import io.stakebook.persistence.sql.Columns;
import io.stakebook.persistence.sql.RowArrays;
import io.stakebook.persistence.sql.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Locks and writes customers. */
public final class CustomerStore implements RecordStore<Customer> {

    private static final String LOCK =
            "select * from customer where customer_id = any (?) order by customer_id for update";

    private static final String INSERT = """
            insert into customer (customer_id, subject_type, residency, residency_verified, nationality, doc_issuer,
                doc_type, tax_residency, phone_country, fiat_rail_country, entity_domicile, controller_domicile, control,
                approval, override, legal_hold, opened_at, facts_changed_at, version)
            select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String UPDATE = """
            update customer c
               set subject_type = u.subject_type, residency = u.residency, residency_verified = u.residency_verified,
                   nationality = u.nationality, doc_issuer = u.doc_issuer, doc_type = u.doc_type,
                   tax_residency = u.tax_residency, phone_country = u.phone_country,
                   fiat_rail_country = u.fiat_rail_country, entity_domicile = u.entity_domicile,
                   controller_domicile = u.controller_domicile, control = u.control, approval = u.approval,
                   override = u.override, legal_hold = u.legal_hold, facts_changed_at = u.facts_changed_at,
                   version = u.version
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as u (customer_id, subject_type,
                   residency, residency_verified, nationality, doc_issuer, doc_type, tax_residency, phone_country,
                   fiat_rail_country, entity_domicile, controller_domicile, control, approval, override, legal_hold,
                   opened_at, facts_changed_at, version)
             where c.customer_id = u.customer_id
            """;

    @Override
    public Class<Customer> type() {
        return Customer.class;
    }

    @Override
    public List<Customer> lockAndLoad(Connection connection, Collection<String> sortedIds) throws SQLException {
        List<String> ids = sortedIds.stream()
                .map(id -> CustomerId.parse(id).value().toString())
                .toList();
        return Rows.read(
                connection,
                LOCK,
                lock -> lock.setArray(1, Columns.array(connection, "uuid", ids)),
                CustomerStore::read);
    }

    static Customer read(ResultSet row) throws SQLException {
        return new Customer(
                new CustomerId(row.getObject("customer_id", UUID.class)),
                new DeclaredFacts(
                        row.getString("subject_type"),
                        row.getString("residency"),
                        row.getString("residency_verified"),
                        row.getString("nationality"),
                        row.getString("doc_issuer"),
                        row.getString("doc_type"),
                        row.getString("tax_residency"),
                        row.getString("phone_country"),
                        row.getString("fiat_rail_country"),
                        row.getString("entity_domicile"),
                        row.getString("controller_domicile"),
                        row.getString("control"),
                        row.getString("approval"),
                        row.getString("override"),
                        row.getString("legal_hold")),
                Columns.time(row, "opened_at"),
                Columns.time(row, "facts_changed_at"),
                row.getLong("version"));
    }

    @Override
    public void insert(Connection connection, List<Customer> rows) throws SQLException {
        Rows.write(connection, INSERT, arrays(rows));
    }

    @Override
    public void update(Connection connection, List<Customer> rows) throws SQLException {
        Rows.write(connection, UPDATE, arrays(rows));
    }

    private static RowArrays arrays(List<Customer> rows) {
        RowArrays arrays = new RowArrays(
                "uuid",
                "text",
                "text",
                "text",
                "text",
                "text",
                "text",
                "text",
                "text",
                "text",
                "text",
                "text",
                "text",
                "text",
                "text",
                "text",
                "timestamptz",
                "timestamptz",
                "int8");
        for (Customer row : rows) {
            DeclaredFacts facts = row.facts();
            arrays.add(
                    row.id().value(),
                    facts.subjectType(),
                    facts.residency(),
                    facts.residencyVerified(),
                    facts.nationality(),
                    facts.docIssuer(),
                    facts.docType(),
                    facts.taxResidency(),
                    facts.phoneCountry(),
                    facts.fiatRailCountry(),
                    facts.entityDomicile(),
                    facts.controllerDomicile(),
                    facts.control(),
                    facts.approval(),
                    facts.override(),
                    facts.legalHold(),
                    row.openedAt(),
                    row.factsChangedAt(),
                    row.version());
        }
        return arrays;
    }
}
