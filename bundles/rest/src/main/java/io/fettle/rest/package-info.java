/**
 * The admin REST API, the only JAX-RS in the server. One servlet is the only way in; behind it stand the request's checks, CXF and the resources, one package each.
 */
@NullMarked
package io.fettle.rest;

import org.jspecify.annotations.NullMarked;
