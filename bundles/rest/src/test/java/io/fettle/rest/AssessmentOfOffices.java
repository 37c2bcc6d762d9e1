package io.fettle.rest;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.Severity;
import io.fettle.api.advisory.Vulnerability;
import io.fettle.api.approval.Decision;
import io.fettle.api.assessment.ComputerSummary;
import io.fettle.api.assessment.Exposure;
import io.fettle.api.assessment.ExposureDetail;
import io.fettle.api.assessment.ExposureNews;
import io.fettle.api.assessment.ExposureState;
import io.fettle.api.assessment.ExposureSummary;
import io.fettle.api.assessment.Exposures;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.assessment.Findings;
import io.fettle.api.assessment.FleetPart;
import io.fettle.api.assessment.FleetSummary;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.assessment.NewExposures;
import io.fettle.api.assessment.PatchDetail;
import io.fettle.api.assessment.PatchOnComputer;
import io.fettle.api.assessment.PatchState;
import io.fettle.api.assessment.PatchSummary;
import io.fettle.api.assessment.Patches;
import io.fettle.api.assessment.PlaceCounts;
import io.fettle.api.assessment.Places;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.ComputerId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every computer misses one patch, and is exposed to one vulnerability. */
record AssessmentOfOffices(TwoOffices offices) implements Findings, Exposures, Patches, NewExposures {
    static final CveId CVE = new CveId("CVE-2024-1086");
    static final PatchId PATCH = PatchId.of("deb", "openssl", "amd64", "3.0.17-1");
    private static final Instant THEN = Instant.parse("2026-11-22T17:55:09Z");

    private Optional<String> officeOf(ComputerId computer, Scope scope) {
        return offices.visible(scope).stream()
                .filter(office -> FleetOfOffices.id(office).equals(computer))
                .findFirst();
    }

    private Set<ComputerId> all(Scope scope) {
        return offices.visible(scope).stream().map(FleetOfOffices::id).collect(Collectors.toSet());
    }

    /** Each office's computer is in a group of its own. */
    private Set<ComputerId> all(FleetPart part, Scope scope) {
        return offices.visible(scope).stream()
                .filter(office ->
                        part.officeId().filter(wanted -> !wanted.equals(office)).isEmpty())
                .filter(office -> part.group()
                        .filter(wanted -> !wanted.equals("group-" + office))
                        .isEmpty())
                .map(FleetOfOffices::id)
                .collect(Collectors.toSet());
    }

    @Override
    public List<Finding> of(ComputerId computer, Scope scope) {
        return officeOf(computer, scope)
                .map(office -> List.of(new Finding(
                        computer,
                        Optional.of(PATCH),
                        "openssl",
                        "amd64",
                        "1",
                        "3.0.17-1",
                        FindingState.MISSING,
                        true,
                        Severity.UNKNOWN,
                        List.of(),
                        List.of(),
                        Optional.of(Decision.NOT_APPROVED),
                        Optional.empty(),
                        List.of(Reason.of("finding.newer", "archive", office)))))
                .orElse(List.of());
    }

    @Override
    public Optional<ComputerSummary> summary(ComputerId computer, Scope scope) {
        return officeOf(computer, scope)
                .map(office -> new ComputerSummary(computer, HealthStatus.VULNERABLE, 10, 1, 1, 0, 0, 0, 0));
    }

    @Override
    public Map<ComputerId, ComputerSummary> summaries(Set<ComputerId> computers, Scope scope) {
        return computers.stream()
                .filter(all(scope)::contains)
                .collect(Collectors.toMap(
                        Function.identity(), c -> summary(c, scope).orElseThrow()));
    }

    @Override
    public FleetSummary fleet(FleetPart part, Scope scope) {
        long seen = all(part, scope).size();
        return new FleetSummary(
                seen,
                Map.of(HealthStatus.VULNERABLE, seen),
                seen,
                0,
                seen,
                seen,
                seen,
                seen,
                seen,
                seen,
                seen,
                1,
                1,
                THEN);
    }

    @Override
    public Page<PatchSummary> patches(boolean securityOnly, FleetPart part, Scope scope, PageRequest page) {
        return TwoOffices.page(List.of(patch(part, scope)), page);
    }

    private PatchSummary patch(FleetPart part, Scope scope) {
        long seen = all(part, scope).size();
        return new PatchSummary(
                PATCH,
                "openssl",
                "amd64",
                "3.0.17-1",
                true,
                Severity.UNKNOWN,
                seen,
                0,
                LocalDate.EPOCH,
                seen,
                seen,
                seen,
                Set.of());
    }

    @Override
    public Optional<PatchDetail> of(PatchId patch, Scope scope) {
        return patch.equals(PATCH)
                ? Optional.of(new PatchDetail(
                        patch(FleetPart.all(), scope),
                        List.of("DSA-1-1"),
                        List.of(new PatchDetail.Mended(CVE, true)),
                        Map.of(PatchState.MISSING_AWAITING, (long) all(scope).size()),
                        places(PatchState.MISSING_AWAITING, scope),
                        1,
                        1,
                        THEN))
                : Optional.empty();
    }

    /** One computer in each of them. */
    private <S extends Enum<S>> Places<S> places(S state, Scope scope) {
        List<String> visible = offices.visible(scope);
        return new Places<>(
                visible.stream()
                        .map(office -> new PlaceCounts<>(office, Map.of(state, 1L)))
                        .toList(),
                visible.size(),
                visible.stream()
                        .map(office -> new PlaceCounts<>("group-" + office, Map.of(state, 1L)))
                        .toList(),
                visible.size());
    }

    @Override
    public Optional<Page<PatchOnComputer>> computers(
            PatchId patch, Patches.Which which, Scope scope, PageRequest page) {
        return patch.equals(PATCH)
                ? Optional.of(TwoOffices.page(
                        offices.visible(scope).stream()
                                .filter(office -> all(which.part(), scope).contains(FleetOfOffices.id(office)))
                                .map(office -> onComputer(office, scope))
                                .toList(),
                        page))
                : Optional.empty();
    }

    private PatchOnComputer onComputer(String office, Scope scope) {
        Finding finding = of(FleetOfOffices.id(office), scope).get(0);
        return new PatchOnComputer(
                finding.computer(), office, PatchState.MISSING_AWAITING, "1", Optional.of(finding), finding.why());
    }

    @Override
    public Set<ComputerId> missing(PatchId patch, Scope scope) {
        return all(scope);
    }

    @Override
    public Set<ComputerId> withHealth(HealthStatus health, Scope scope) {
        return all(scope);
    }

    @Override
    public Optional<ExposureSummary> of(CveId cve, Scope scope) {
        return cve.equals(CVE) ? Optional.of(summary(FleetPart.all(), scope)) : Optional.empty();
    }

    @Override
    public Optional<ExposureDetail> detail(CveId cve, Scope scope) {
        return of(cve, scope)
                .map(known -> new ExposureDetail(known, places(ExposureState.EXPOSED_NO_FIX, scope), List.of()));
    }

    private ExposureSummary summary(FleetPart part, Scope scope) {
        Vulnerability known = new Vulnerability(
                CVE, "use after free", List.of(), Optional.empty(), Optional.empty(), List.of(), Set.of());
        return new ExposureSummary(
                known,
                Severity.IMPORTANT,
                Map.of(ExposureState.EXPOSED_NO_FIX, (long) all(part, scope).size()),
                1,
                1,
                THEN);
    }

    @Override
    public Page<ExposureNews> list(Scope scope, PageRequest page) {
        return TwoOffices.page(
                since(0, 1).stream().flatMap(one -> one.within(scope).stream()).toList(), page);
    }

    /** Its numbers are the sums of both offices', which nobody of one may see. */
    @Override
    public List<ExposureNews> since(long id, int max) {
        List<ExposureNews.InOffice> each = offices.visible(Scope.all()).stream()
                .map(office -> new ExposureNews.InOffice(office, 1, 1, 1))
                .toList();
        return List.of(new ExposureNews(
                1,
                ExposureNews.Kind.EXPOSED,
                Optional.of(CVE),
                1,
                each.size(),
                each.size(),
                Severity.IMPORTANT,
                false,
                1,
                THEN,
                each));
    }

    @Override
    public Page<ExposureSummary> list(Exposures.Filter filter, Scope scope, PageRequest page) {
        return TwoOffices.page(List.of(summary(filter.part(), scope)), page);
    }

    @Override
    public Page<Exposure> computers(CveId cve, Exposures.Which which, Scope scope, PageRequest page) {
        return TwoOffices.page(
                all(which.part(), scope).stream()
                        .sorted(Comparator.comparing(ComputerId::value))
                        .flatMap(computer -> ofComputer(computer, scope).stream())
                        .toList(),
                page);
    }

    @Override
    public List<Exposure> ofComputer(ComputerId computer, Scope scope) {
        return officeOf(computer, scope)
                .map(office -> List.of(new Exposure(
                        computer,
                        CVE,
                        ExposureState.EXPOSED_NO_FIX,
                        Severity.LOW,
                        false,
                        List.of("tool-" + office),
                        List.of())))
                .orElse(List.of());
    }
}
