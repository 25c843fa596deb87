@main struct CostateCommand { static func main() {} }
