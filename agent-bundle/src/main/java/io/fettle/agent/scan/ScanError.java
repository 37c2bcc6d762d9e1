package io.fettle.agent.scan;

import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;

/** Why a scan could not be done. */
public enum ScanError implements ErrorCode {
    /** dpkg's status exceeds every bound or cannot be read. */
    BAD_STATUS,
    /** apt did not answer what it was asked. */
    APT_FAILED,
    /** rpm did not say what is installed. */
    RPM_FAILED,
    /** dnf did not say how it is set up. */
    DNF_FAILED;

    @Override
    public ErrorCategory category() {
        return ErrorCategory.EXTERNAL;
    }
}
