package io.fettle.rest.capability;

import io.fettle.api.approval.Approvals;
import io.fettle.api.approval.ApprovalsAdmin;
import io.fettle.api.assessment.Exposures;
import io.fettle.api.assessment.Findings;
import io.fettle.api.assessment.NewExposures;
import io.fettle.api.assessment.Patches;
import io.fettle.api.audit.Audit;
import io.fettle.api.audit.AuditTrail;
import io.fettle.api.change.ChangeLog;
import io.fettle.api.deployment.Deployments;
import io.fettle.api.enrolment.EnrolmentTokens;
import io.fettle.api.exchange.Contact;
import io.fettle.api.identity.Accounts;
import io.fettle.api.identity.Logins;
import io.fettle.api.inventory.ComputerGroups;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.Offices;
import io.fettle.api.notification.Presence;
import io.fettle.api.policy.HealthPolicies;
import io.fettle.api.policy.HealthPoliciesAdmin;
import io.fettle.api.source.Sources;
import org.jspecify.annotations.Nullable;

/** Lets tests deploy and undeploy capabilities. */
public final class TestCapabilities {
    public final Capabilities all = new Capabilities();

    public TestCapabilities approvals(@Nullable Approvals approvals) {
        all.approvals = approvals;
        return this;
    }

    public TestCapabilities approvalsAdmin(@Nullable ApprovalsAdmin approvals) {
        all.approvalsAdmin = approvals;
        return this;
    }

    public TestCapabilities computerGroups(@Nullable ComputerGroups groups) {
        all.computerGroups = groups;
        return this;
    }

    public TestCapabilities logins(@Nullable Logins logins) {
        all.logins = logins;
        return this;
    }

    public TestCapabilities computers(@Nullable Computers computers) {
        all.computers = computers;
        return this;
    }

    public TestCapabilities findings(@Nullable Findings findings) {
        all.findings = findings;
        return this;
    }

    public TestCapabilities newExposures(@Nullable NewExposures news) {
        all.newExposures = news;
        return this;
    }

    public TestCapabilities patches(@Nullable Patches patches) {
        all.patches = patches;
        return this;
    }

    public TestCapabilities exposures(@Nullable Exposures exposures) {
        all.exposures = exposures;
        return this;
    }

    public <P extends HealthPolicies & HealthPoliciesAdmin> TestCapabilities healthPolicies(P policies) {
        all.healthPolicies = policies;
        all.healthPoliciesAdmin = policies;
        return this;
    }

    public TestCapabilities changeLog(@Nullable ChangeLog log) {
        all.changeLog = log;
        return this;
    }

    public TestCapabilities audit(@Nullable Audit audit) {
        all.audit = audit;
        return this;
    }

    public TestCapabilities auditTrail(@Nullable AuditTrail trail) {
        all.auditTrail = trail;
        return this;
    }

    public TestCapabilities sources(@Nullable Sources sources) {
        all.sources = sources;
        return this;
    }

    public TestCapabilities contact(@Nullable Contact contact) {
        all.contact = contact;
        return this;
    }

    public TestCapabilities enrolmentTokens(@Nullable EnrolmentTokens tokens) {
        all.enrolmentTokens = tokens;
        return this;
    }

    public TestCapabilities accounts(@Nullable Accounts accounts) {
        all.accounts = accounts;
        return this;
    }

    public TestCapabilities offices(@Nullable Offices offices) {
        all.offices = offices;
        return this;
    }

    public TestCapabilities deployments(@Nullable Deployments deployments) {
        all.deployments = deployments;
        return this;
    }

    public TestCapabilities presence(@Nullable Presence presence) {
        all.presence = presence;
        return this;
    }
}
