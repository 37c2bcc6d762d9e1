package io.fettle.format.openpgp;

import io.fettle.format.FormatException;
import java.util.List;

/** A well-formed message that its signatures do not vouch for. A type of its own, because this is audited. */
public final class SignatureRefusedException extends FormatException {

    private static final long serialVersionUID = 1L;

    private final transient List<SignatureCheck> checks;

    SignatureRefusedException(String what, String problem, List<SignatureCheck> checks) {
        super(what, problem + " " + checks);
        this.checks = List.copyOf(checks);
    }

    /** Every signature there was. */
    public List<SignatureCheck> checks() {
        return checks;
    }
}
