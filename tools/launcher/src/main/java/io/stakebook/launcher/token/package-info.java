/**
 * Short-lived MP-JWT tokens signed with a key pair that lives as long as this process: what an OIDC issuer does in
 * production, for a demo and for tests. The private key is never written anywhere.
 */
@NullMarked
package io.stakebook.launcher.token;

import org.jspecify.annotations.NullMarked;
