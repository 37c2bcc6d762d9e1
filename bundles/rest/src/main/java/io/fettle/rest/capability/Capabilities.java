package io.fettle.rest.capability;

import io.fettle.api.approval.Approvals;
import io.fettle.api.approval.ApprovalsAdmin;
import io.fettle.api.assessment.Exposures;
import io.fettle.api.assessment.Findings;
import io.fettle.api.assessment.NewExposures;
import io.fettle.api.assessment.Patches;
import io.fettle.api.audit.Audit;
import io.fettle.api.audit.AuditTrail;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.change.ChangeLog;
import io.fettle.api.content.Depot;
import io.fettle.api.demo.DemoFleet;
import io.fettle.api.deployment.Deployments;
import io.fettle.api.deployment.DeploymentsAdmin;
import io.fettle.api.enrolment.EnrolmentTokens;
import io.fettle.api.exchange.Contact;
import io.fettle.api.identity.Accounts;
import io.fettle.api.identity.Logins;
import io.fettle.api.inventory.ComputerGroups;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.ComputersAdmin;
import io.fettle.api.inventory.Offices;
import io.fettle.api.mirror.Mirror;
import io.fettle.api.notification.Presence;
import io.fettle.api.policy.HealthPolicies;
import io.fettle.api.policy.HealthPoliciesAdmin;
import io.fettle.api.source.Sources;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The services that the API speaks to. Elsewhere a reference is static and mandatory, and a component waits for it. Here
 * that would take the whole API away whenever one bundle is exchanged; so these references alone are optional and
 * dynamic, each in a field of its own that is read once per use, through a {@link Capability}. Thread-safe.
 */
@Component(service = Capabilities.class)
public final class Capabilities {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Logins logins;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Accounts accounts;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Audit audit;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable AuditTrail auditTrail;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable EnrolmentTokens enrolmentTokens;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable ChangeLog changeLog;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Computers computers;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable ComputersAdmin computersAdmin;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable ComputerGroups computerGroups;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Offices offices;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Approvals approvals;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable ApprovalsAdmin approvalsAdmin;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Catalog catalog;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Mirror mirror;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Depot depot;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Sources sources;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Findings findings;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Exposures exposures;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Patches patches;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable NewExposures newExposures;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable HealthPolicies healthPolicies;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable HealthPoliciesAdmin healthPoliciesAdmin;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Deployments deployments;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable DeploymentsAdmin deploymentsAdmin;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Contact contact;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Presence presence;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable DemoFleet demo;

    public Capability<Logins> logins() {
        return new Capability<>("security", () -> logins);
    }

    public Capability<Accounts> accounts() {
        return new Capability<>("security", () -> accounts);
    }

    public Capability<Audit> audit() {
        return new Capability<>("security", () -> audit);
    }

    public Capability<AuditTrail> auditTrail() {
        return new Capability<>("security", () -> auditTrail);
    }

    public Capability<EnrolmentTokens> enrolmentTokens() {
        return new Capability<>("security", () -> enrolmentTokens);
    }

    public Capability<ChangeLog> changeLog() {
        return new Capability<>("persistence", () -> changeLog);
    }

    public Capability<Computers> computers() {
        return new Capability<>("inventory", () -> computers);
    }

    public Capability<ComputersAdmin> computersAdmin() {
        return new Capability<>("inventory", () -> computersAdmin);
    }

    public Capability<ComputerGroups> computerGroups() {
        return new Capability<>("inventory", () -> computerGroups);
    }

    public Capability<Offices> offices() {
        return new Capability<>("inventory", () -> offices);
    }

    public Capability<Approvals> approvals() {
        return new Capability<>("approval", () -> approvals);
    }

    public Capability<ApprovalsAdmin> approvalsAdmin() {
        return new Capability<>("approval", () -> approvalsAdmin);
    }

    public Capability<Catalog> catalog() {
        return new Capability<>("catalog", () -> catalog);
    }

    public Capability<Mirror> mirror() {
        return new Capability<>("mirror", () -> mirror);
    }

    public Capability<Depot> depot() {
        return new Capability<>("depot", () -> depot);
    }

    public Capability<Sources> sources() {
        return new Capability<>("sources", () -> sources);
    }

    public Capability<Findings> findings() {
        return new Capability<>("assessment", () -> findings);
    }

    public Capability<Exposures> exposures() {
        return new Capability<>("assessment", () -> exposures);
    }

    public Capability<Patches> patches() {
        return new Capability<>("assessment", () -> patches);
    }

    public Capability<NewExposures> newExposures() {
        return new Capability<>("assessment", () -> newExposures);
    }

    public Capability<HealthPolicies> healthPolicies() {
        return new Capability<>("assessment", () -> healthPolicies);
    }

    public Capability<HealthPoliciesAdmin> healthPoliciesAdmin() {
        return new Capability<>("assessment", () -> healthPoliciesAdmin);
    }

    public Capability<Deployments> deployments() {
        return new Capability<>("deployment", () -> deployments);
    }

    public Capability<DeploymentsAdmin> deploymentsAdmin() {
        return new Capability<>("deployment", () -> deploymentsAdmin);
    }

    public Capability<Contact> contact() {
        return new Capability<>("exchange", () -> contact);
    }

    public Capability<Presence> presence() {
        return new Capability<>("notification", () -> presence);
    }

    public Capability<DemoFleet> demo() {
        return new Capability<>("demo", () -> demo);
    }

    /** Which capabilities are all here now; each kind of source is one, named {@code source-KIND}. */
    public Map<String, Boolean> present() {
        List<Capability<?>> all = List.of(
                logins(),
                accounts(),
                audit(),
                auditTrail(),
                enrolmentTokens(),
                changeLog(),
                computers(),
                computersAdmin(),
                computerGroups(),
                offices(),
                approvals(),
                approvalsAdmin(),
                catalog(),
                mirror(),
                depot(),
                sources(),
                findings(),
                exposures(),
                patches(),
                newExposures(),
                healthPolicies(),
                healthPoliciesAdmin(),
                deployments(),
                deploymentsAdmin(),
                contact(),
                presence(),
                demo());
        Map<String, Boolean> present = new TreeMap<>();
        for (Capability<?> capability : all) {
            present.merge(capability.name(), capability.find().isPresent(), Boolean::logicalAnd);
        }
        sources().find().ifPresent(s -> s.kinds().forEach((kind, here) -> present.put("source-" + kind, here)));
        return present;
    }
}
