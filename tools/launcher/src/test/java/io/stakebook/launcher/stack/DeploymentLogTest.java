package io.stakebook.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeploymentLogTest {

    private static final String HEAD = "[2026-11-22T16:58:51.696+0000] [] [SEVERE] [] [core] [levelValue: 1000] ";

    @Test
    void exception_isTheCause() {
        String log = HEAD + "[[\n  Exception while loading the app]]\n"
                + "org.jboss.weld.exceptions.DeploymentException: WELD-001408: Unsatisfied dependencies\n\tat x.Y.z()\n";

        assertThat(DeploymentLog.cause(log))
                .isEqualTo("org.jboss.weld.exceptions.DeploymentException: WELD-001408: Unsatisfied dependencies");
    }

    @Test
    void exception_thatContainersWrapped_isShownWithoutThem() {
        String wrapped = "java.lang.Exception: java.lang.IllegalStateException: ContainerBase.addChild: start:"
                + " org.apache.catalina.LifecycleException: ";

        assertThat(DeploymentLog.cause(HEAD + wrapped + "io.stakebook.core.error.Corrupt: the schema: V9: is newer\n"))
                .isEqualTo("the schema: V9: is newer");
        assertThat(DeploymentLog.cause(HEAD + wrapped + "java.lang.IllegalStateException: a file is missing\n"))
                .isEqualTo("java.lang.IllegalStateException: a file is missing");
    }

    @Test
    void severeRecord_isTheCauseWhereThereIsNoException() {
        String log = HEAD + "AS-DEPLOYMENT-00026\n" + HEAD
                + "JNDI lookup failed for the resource\n[x] [levelValue: 800] ok\n";

        assertThat(DeploymentLog.cause(log)).isEqualTo("JNDI lookup failed for the resource");
    }

    @Test
    void severeRecord_thatStartsOnTheNextLine_isRead() {
        assertThat(DeploymentLog.cause(HEAD + "[[\n  Port 8080 is taken]]")).isEqualTo("Port 8080 is taken]]");
    }

    @Test
    void log_thatNamesNothing_saysSo() {
        assertThat(DeploymentLog.cause("started\n")).isEqualTo("no cause is named");
    }
}
