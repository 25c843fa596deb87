/// How far a check has come.
public struct CheckProgress: Sendable, Hashable {
  /// What is being checked, in a few words.
  public let task: String
  /// The steps of this task that are done.
  public let completedCount: Int
  /// All the steps of this task.
  public let totalCount: Int
}
