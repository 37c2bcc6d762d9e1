package io.fettle.api.assessment;

/** One vulnerability over the fleet, and where: all of it as of one moment. */
public record ExposureDetail(ExposureSummary summary, Places<ExposureState> places) {}
