import Testing

@testable import CostateTopology

@Suite struct ControlGroupPathTests {
  private func directories(_ membership: String, _ version: ControlGroupPath.Version) -> [String] {
    ControlGroupPath.all(membership: membership).filter { $0.version == version }.map(\.directory)
  }

  @Test func `Version 2 visits the group and all groups above it`() {
    #expect(
      directories("0::/user.slice/job\n", .version2).prefix(3) == [
        "/sys/fs/cgroup/user.slice/job", "/sys/fs/cgroup/user.slice", "/sys/fs/cgroup",
      ])
  }

  @Test func `Version 2 is looked for beside version 1 too`() {
    #expect(directories("0::/\n", .version2) == ["/sys/fs/cgroup", "/sys/fs/cgroup/unified"])
  }

  @Test func `Version 1 uses the hierarchy that has the cpu controller`() {
    let membership = "5:memory:/other\n4:cpu,cpuacct:/docker/a1\n3:cpuset:/x\n"
    #expect(
      directories(membership, .version1) == [
        "/sys/fs/cgroup/cpu,cpuacct/docker/a1", "/sys/fs/cgroup/cpu,cpuacct/docker",
        "/sys/fs/cgroup/cpu,cpuacct",
      ])
  }

  @Test func `A path outside the namespace leaves the root of what is mounted`() {
    #expect(
      directories("0::/../sibling\n", .version2) == ["/sys/fs/cgroup", "/sys/fs/cgroup/unified"])
  }

  @Test func `A path may contain colons`() {
    #expect(directories("0::/a:b\n", .version2).first == "/sys/fs/cgroup/a:b")
  }

  @Test(arguments: ["", "nonsense\n", "1:\n"])
  func `Lines that are no membership are ignored`(membership: String) {
    #expect(ControlGroupPath.all(membership: membership).isEmpty)
  }
}
