extension IdentityBook {
  /// What every machine gets: the lines that `costate check --identity` prints.
  ///
  /// They change only with the arithmetic of an operation or with a workload, both of which release
  /// notes name.
  static let expected = IdentityBook(
    lines: """
      warm-up float values 0200b66e9f62f3da16d33f7f63c754227016a442c6a98265306ec2369b2f229b
      warm-up float adjoints 5c9fab14b610ba8f5435768031dd2316f4fd93b82c4252968fb4d7b61b6c4c9d
      warm-up float results 9e2f6112e36fee66cd2773c22cd5cbb44f6119a1b8b7b76160fd0f2230b57b20
      warm-up double values e3d74ed1a335382899c229e2442e1c3c957584f3098e9a179b28d3023287613f
      warm-up double adjoints 2ba8b3afcca7604abbd85bc9079ad4fa2ad3162efcda27ac524b91386708ccc0
      warm-up double results ec302f09cdf0eb69577a7b7733040e84d01eb078214d5e4cec0a3fa61ad6be8d
      two-layer float values ab53c574c6b5019ab8e6b77d98cee60bb42f354727f0371ba59c6342358a7fd9
      two-layer float adjoints dc6d404312fa6045f9298a04d4465d698fd936a5a7d19816f6afb1844477785e
      two-layer float results 10ec1484cc2360c78f1732423563b4db0d2176ff3e1636fef60c73566f8f88ef
      two-layer double values 94fe6435d1d8457ecd896f21453a65fb5b1fcc4ea543e02cc54b21a0c877ca9d
      two-layer double adjoints c985b5f9d51d8dbaae77e78e74355ecd5cdea2304418a1f32cef93b028a607c3
      two-layer double results e1282c873677e90d66cec21959b5e4af850ae7bd548c90a9f6853d2d1f9bf84f
      matrix-completion float values 5ca779131e2945a29a2011f643f5f57b270af35554684a654f0d40ffb551e54a
      matrix-completion float adjoints 9a4406074dbce4a5a484def49198ff7b97110f3f9cc06b1b05ffab42aa180fab
      matrix-completion float results d0519c99c21aba071e1a648f2ee95b82be233e6e0ad0e2261056f0ac0a1ea5a3
      matrix-completion double values be1c07be512a2f39a203409a45cc574e72c3e6ebe106d0db99160fcc6dfc2929
      matrix-completion double adjoints e249667d000db20eb1e64f84eaec50f2192ca8f38b1d0d3201155d549ec317d0
      matrix-completion double results 272a6d02f0fdcc1bfd9e8bd3acbc1eccc7c034332e717465c2d6edd7858f3f2e
      optimal-control float values eba7a7c0498d4bbca89c0a2e0ddc7f1af2b2a32a646ba2f119d8649af4db5a37
      optimal-control float adjoints b533316538495c349e328ca43363bb03747f66ad79f469b566af5eb221633bcc
      optimal-control float results e246c7f175595572fac36d240505382dd2a49cb132958d4b66c3ba96837b4668
      optimal-control double values 3952f06bcabd4c3678b8ec9d10b56ecf91be8c1cf84c374ed41a4555cab1742a
      optimal-control double adjoints 92a1aed34b79b57867ffb47299a68f2ef8caec856d94ebead9a4dcde5cf4e1cb
      optimal-control double results 7270170a82afb3d68237de2df5dfcfbe54d48f23fbf9efd7c9d8f389a80a3872
      window-dag float values f1a452abcb36212b3bb11a030209280d2857a7cd749a6416736db5e0adbf7e33
      window-dag float adjoints 47c6972fbe9f8698b62b2f0d47b65d0c71de198a94271a52c97f22412db431e2
      window-dag float results ddb11d9a818d7f12fe5cfdb7946ca84b7ad1f6a427a8caa415926dedd987502e
      window-dag double values 8bc5d167ea2f4aecaf60648ec5ce874dc735252503ab3486f923bce27709a6a7
      window-dag double adjoints 1f8408f8d6bcc89feea3fc4e05ddd2aff571c147c6eb035ca069e37ef052d300
      window-dag double results 9ce05c35b16694eb4aca746b0f1fe47ad85e8fb8a95514f6cc8ab89eb5fe99f4
      """)
}
